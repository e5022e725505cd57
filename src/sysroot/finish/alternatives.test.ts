import { chooseAlternatives, readAlternatives } from './alternatives.ts'

const cc = { link: '/usr/bin/cc', name: 'cc', path: '/usr/bin/gcc', priority: 20, slaves: [] }

test('reads a command over several lines, with a slave', () => {
  expect(readAlternatives('if true; then\n  update-alternatives --install /usr/bin/awk awk /usr/bin/mawk 5 \\\n   --slave /usr/bin/nawk nawk /usr/bin/mawk\nfi\n')).toEqual([
    { link: '/usr/bin/awk', name: 'awk', path: '/usr/bin/mawk', priority: 5, slaves: [{ link: '/usr/bin/nawk', name: 'nawk', path: '/usr/bin/mawk' }] },
  ])
})

test('knows comments behind a continued line', () => {
  expect(readAlternatives('update-alternatives --quiet \\\n    --install /usr/bin/cc cc /usr/bin/gcc 20 \\\n    #--slave /a a /b\n')).toEqual([cc])
})

test('ends at the next command', () => {
  expect(readAlternatives('update-alternatives --install /usr/bin/cc cc /usr/bin/gcc 20 || true\n[ -e x ] || update-alternatives --auto cc\n')).toEqual([cc])
})

test('puts in variables that are set to a plain text', () => {
  const script = 'ver=1.16\nprio="40"\nupdate-alternatives --install /usr/bin/am am /usr/bin/am-$ver ${prio} \\\n --slave /usr/bin/al al /usr/bin/al-$other\n'
  expect(readAlternatives(script)).toEqual([{ link: '/usr/bin/am', name: 'am', path: '/usr/bin/am-1.16', priority: 40, slaves: [] }])
})

test('passes over what it cannot know, and what is commented out', () => {
  expect(readAlternatives('update-alternatives --install /usr/bin/x x $(find x) 5\n##: update-alternatives --install /a a /b 5\nupdate-alternatives --remove cc /usr/bin/gcc\n')).toEqual([])
})

test('chooses the highest priority, and the first of equals', () => {
  const [a, b, c] = [{ ...cc, path: '/a' }, { ...cc, path: '/b', priority: 30 }, { ...cc, path: '/c', priority: 30 }]
  expect(chooseAlternatives([a, b, c])).toEqual([b])
})
