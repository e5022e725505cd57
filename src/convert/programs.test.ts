import { programsOf } from './programs.ts'

test.each([
  ['systemctl enable x', ['systemctl']], ['if [ -x /usr/bin/fc-cache ]; then /usr/bin/fc-cache -s; fi', ['fc-cache']], ['LANG=C update-mime-database /usr/share/mime', ['update-mime-database']],
  ['cat <<EOF > x\nnot-a-program\nEOF\ndepmod -a', ['depmod']], ['# a comment\nuseradd -r x || groupadd x', ['useradd', 'groupadd']], ['rm -rf /x', []], ['"$tool" x', []],
])('%j', (command, programs) => expect(programsOf(command)).toEqual(programs))
