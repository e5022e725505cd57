/** What names given by the user may look like, on the command line and in the configuration alike. */

/** A project name that BuildStream accepts (BF §1.3). */
export const PROJECT_NAME = /^[A-Za-z_-][A-Za-z0-9_-]*$/

/** What stands before the colon of an aliased URL. */
export const ALIAS_NAME = /^[^\s:/]+$/
