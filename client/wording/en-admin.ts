/** The same in English. */
import type { zhAdmin } from './zh-admin.ts';

export const enAdmin: Readonly<Record<keyof typeof zhAdmin, string>> = {
  'admin.title': 'Administration',
  'admin.section.devices': 'Devices',
  'admin.section.quarantine': 'Waiting',
  'admin.section.refusals': 'Refused',
  'admin.section.units': 'Units',

  'desk.save': 'Save',
  'page.of': '{{n}} of {{all}}',
  'page.import': 'Import',

  'unit.id': 'Number',
  'unit.id.help': 'Letters, digits, dots, underscores or hyphens; it stays for ever',
  'unit.call-sign': 'Call sign',
  'unit.class': 'Class',
  'unit.organ': 'Organ',
  'unit.home-zone': 'Zone',
  'unit.community': 'Community',
  'unit.community.note': 'empty = the whole zone',
  'unit.duty': 'Duty',
  'unit.on-duty': 'On duty',
  'unit.off-duty': 'Off duty',
  'unit.search': 'Find a unit',
  'unit.search.placeholder': 'Call sign, number, organ, community',
  'unit.any-zone': 'All zones',
  'unit.any-class': 'All classes',
  'unit.register': 'Register a unit',
  'unit.change': 'Change unit {{unit}}',
  'unit.saved': 'Unit {{unit}} saved',
  'unit.none': 'No unit is registered yet',
  'unit.none-chosen': 'No unit fits',
  'unit.import.title': 'Import units',
  'unit.import.help': 'Export the units, change the sheet, import it; a file is only checked at first',
  'unit.import.preview': '{{rows}} units: {{added}} new, {{changed}} changed, {{unchanged}} as before',
  'unit.import.done': 'Imported: {{added}} new, {{changed}} changed',
};
