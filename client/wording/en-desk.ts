/** The same in English. */
import type { zhDesk } from './zh-desk.ts';

export const enDesk: Readonly<Record<keyof typeof zhDesk, string>> = {
  'desk.choose': 'Choose',
  'desk.show-list': 'Show the list',
  'desk.nothing-found': 'Nothing found',
  'desk.close': 'Close',
  'desk.cancel': 'Cancel',
  'desk.copy': 'Copy',
  'desk.copied': 'Copied',
  'desk.copy-by-hand': 'Cannot copy by itself: select it by hand',
  'desk.optional': 'optional',
  'desk.file.choose': 'Choose files',
  'desk.file.remove': 'Remove {{name}}',
  'desk.file.wrong-type': 'this type of file is not taken',
  'desk.file.too-large': 'the file is larger than {{mb}} MB',
  'desk.file.empty': 'the file is empty',
  'desk.file.too-many': 'no more files can be added',
  'desk.file.turned-away': '{{name}}: {{problem}}, not uploaded',
};
