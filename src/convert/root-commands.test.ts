import { rootNeeds, withoutRoot } from './root-commands.ts'

const whys = (command: string): readonly string[] => rootNeeds(command).map((need) => `${need.why}${need.harmless ? '' : '!'}`)

test.each([
  ['install -m 644 -o root -g root a "$DESTDIR/etc/a"', ['owner']], ['install -o 0 -g 0 a b', ['owner']], ['install -o daemon a b', ['owner!']],
  ['chown root:root x', ['owner']], ['chown -R 0:0 x', ['owner']], ['chown 0:18 x', ['owner!']], ['chgrp mail x', ['owner!']],
  ['chmod 6755 x', ['setuid!']], ['chmod u+s x', ['setuid!']], ['chmod 1777 x', []], ['chmod 0755 x', []], ['chmod 755 x', []], ['install -m 4755 a b', ['setuid!']],
  ['mknod x c 1 3', ['device!']], ['setcap cap_net_raw+ep x', ['capability!']], ['sudo -u x y', ['identity!']], ['mount -t proc proc /proc', ['mount!']],
  ['make install', []], ['install -m 755 a b', []], ['# chown root x', []], ['echo result', []], ['install -D -o root a b && chmod 4711 b', ['owner', 'setuid!']],
])('%s', (command, expected) => expect(whys(command)).toEqual(expected))

test.each([
  ['install -m 644 -o root -g root a b', 'install -m 644 a b'], ['install -D -o 0 -g 0 a b; echo x', 'install -D a b; echo x'],
  ['install --owner=root -m 1 a b', 'install -m 1 a b'], ['make && chown root:root x', 'make && :'], ['chown 0:18 x', 'chown 0:18 x'], ['chmod 4755 x', 'chmod 4755 x'],
])('%s without what everything has anyway', (command, expected) => expect(withoutRoot(command)).toBe(expected))
