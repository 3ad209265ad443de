/** Headings of a round's sheet, out and in. */
export type SheetField = 'code' | 'name' | 'community' | 'item' | 'score' | 'note' | 'at' | 'lon' | 'lat' | 'number';

export const SHEET_HEADINGS: Record<SheetField, string> = {
  code: '测评点编号',
  name: '测评点名称',
  community: '社区',
  item: '扣分项',
  score: '扣分',
  note: '备注',
  at: '时间',
  lon: '经度',
  lat: '纬度',
  number: '扣分编号',
};
