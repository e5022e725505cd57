/** What conversions of one run leave for those behind them, so that what has not changed is not done again. */
export class ConversionMemory {}
