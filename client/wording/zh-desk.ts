/** Words of the parts that every desk page is made of (design/desk/). */
export const zhDesk = {
  'desk.choose': '请选择',
  'desk.show-list': '展开列表',
  'desk.nothing-found': '没有找到',
  'desk.close': '关闭',
  'desk.cancel': '取消',
  'desk.copy': '复制',
  'desk.copied': '已复制',
  'desk.copy-by-hand': '无法自动复制，请手工选取',
  'desk.optional': '选填',
  'desk.file.choose': '选择文件',
  'desk.file.remove': '移除 {{name}}',
  'desk.file.wrong-type': '文件类型不支持',
  'desk.file.too-large': '文件超过 {{mb}} 兆',
  'desk.file.empty': '文件是空的',
  'desk.file.too-many': '文件数量已满',
  'desk.file.turned-away': '{{name}}：{{problem}}，未上传',
} as const;
