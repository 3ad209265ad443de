/** Headings of a round's sheet, out and in. */
export type SheetField =
  | 'round'
  | 'code'
  | 'name'
  | 'community'
  | 'item'
  | 'score'
  | 'note'
  | 'at'
  | 'lon'
  | 'lat'
  | 'number';

export const SHEET_HEADINGS: Record<SheetField, string> = {
  round: '轮次',
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

export const SYNONYMS: Record<SheetField, readonly string[]> = {
  round: ['测评轮次', '测评周期', '测评月份', '月份', '季度'],
  code: ['测评点编码', '测评点代码', '测评点号', '点位编号', '点位编码', '编号', '编码', '代码'],
  name: ['测评点', '点位名称', '点位', '名称', '测评地点', '检查点位'],
  community: ['所属社区', '责任社区', '社区名称'],
  item: ['扣分项目', '扣分事项', '扣分原因', '扣分内容', '存在问题', '问题描述', '问题'],
  score: ['扣分值', '扣分分值', '扣除分值', '所扣分数', '扣减分'],
  note: ['说明', '备注说明'],
  at: ['测评时间', '检查时间', '扣分时间', '测评日期', '检查日期', '日期'],
  lon: ['经度(°)', 'lon', 'lng', 'longitude', 'x坐标', '东坐标'],
  lat: ['纬度(°)', 'lat', 'latitude', 'y坐标', '北坐标'],
  number: ['扣分单号', '记录编号'],
};
