/**
 * Every sentence a person reads, in the Chinese of the mainland (社区 信息 模块, never 社群 資訊 模組) with full-width marks.
 * Keys say where a sentence stands; `{{name}}` is filled in by the caller. Names of categories, channels, zones, communities
 * and points are not here: they are data of the profile.
 * This file decides which keys and which placeholders exist; en.ts must have the same (wording.test.ts).
 */
import { zhDesk } from './zh-desk.ts';

export const zh = {
  'product.name': '网格指挥墙',
  'demo.data': '演示数据',
  'demo.boundary': '示意边界',

  'scene.overview': '总览',

  'link.live': '连接正常',
  'link.connecting': '正在连接',
  'link.lost': '连接中断',
  'link.lost.detail': '连接中断 · 数据截至 {{time}} · 已 {{elapsed}} · 正在重连',
  'link.slow': '网络缓慢 {{s}}秒',
  'link.data-age': '数据 {{s}}秒',
  'link.waiting': '等待服务器 {{elapsed}}',
  'link.refused': '服务器暂不提供数据',
  'link.wall-signed-out': '大屏设备授权已失效',
  'link.missed': '断线期间新增 {{n}} 条',
  'link.no-new-incidents': '无法接收新警情，请用电话/对讲',
  'link.outdated': '数据已过期，仅供参考',
  'link.local-clock-error': '本机时钟偏差 {{s}}秒',
  'map.recovering': '地图恢复中',

  'value.unknown': '—',
  'value.no-data-yet': '尚无数据',

  'incidents.title': '在办事件',
  'incidents.today': '今日',
  'incidents.compared-yesterday': '较昨日',
  'incidents.more': '另有 {{n}} 条',
  'incidents.none': '当前没有在办事件',
  'incident.outside-area': '网格外',
  'incident.no-category': '未分类',
  'incident.state.received': '待受理',
  'incident.state.accepted': '已受理',
  'incident.state.rectifying': '限期整改',
  'incident.state.at-centre': '待分拨',
  'incident.state.joint-review': '联席研判',
  'incident.state.handling': '处置中',
  'incident.state.revisit-due': '待回访',
  'incident.state.pending-evaluation': '待评价',
  'incident.state.transferred': '移交查处',
  'incident.state.punished': '待反馈',
  'incident.state.escalated': '已提级',
  'incident.state.publicity': '公示中',
  'incident.state.promised': '已承诺',
  'incident.state.emergency': '应急处置',
  'incident.state.rejected': '不予受理',
  'incident.state.forwarded': '已转送',
  'incident.state.merged': '已合并',
  'incident.state.void': '已作废',
  'incident.state.closed': '已结案',

  'level.1': '特别重大',
  'level.2': '重大',
  'level.3': '较大',
  'level.4': '一般',
  'level.none': '未定级',

  'units.title': '在岗力量',
  'units.live': '实时',
  'units.stale': '过期',
  'units.lost': '失联',
  'units.ago': '{{age}}前',

  'points.title': '环卫测评点',
  'points.deducted-this-month': '本月扣分点',
  'points.compared-last-month': '较上月',
  'points.repeat': '重复扣分',
  'points.repeat-needs-bulletin': '需通报',

  'sources.title': '数据来源',
  'sources.positions': '最新定位',
  'sources.incidents': '最近来件',
  'sources.points': '最近扣分',

  'compared.same': '持平',

  'ticker.title': '动态',
  'ticker.page': '{{page}}/{{pages}}',
  'ticker.none': '暂无动态',
  'ticker.incident-received': '{{channel}}上报{{category}}，{{community}}',
  'ticker.incident-received.outside': '{{channel}}上报{{category}}，位于网格外',
  'ticker.unit-on-duty': '{{unit}} 上岗',
  'ticker.unit-off-duty': '{{unit}} 离岗',
  'ticker.deduction-recorded': '{{point}} 扣 {{score}} 分，{{item}}',

  'legend.point': '测评点',
  'legend.point.deducted': '扣分',
  'legend.point.repeat': '重复扣分',
  'legend.person': '巡查人员',
  'legend.vehicle': '车辆',

  'zone.open-incidents': '在办',

  'unit-of-measure.item': '条',
  'unit-of-measure.metre': '{{n}}米',
  'unit-of-measure.kilometre': '{{n}}公里',
  'age.seconds': '{{n}}秒',
  'age.minutes': '{{n}}分',
  'age.hours': '{{n}}小时',
  'age.days': '{{n}}天',
  'elapsed.hours': '{{h}}小时{{mm}}分',
  'date.with-weekday': '{{month}}-{{day}} {{weekday}}',

  'sign-in.account': '账号',
  'sign-in.password': '密码',
  'sign-in.submit': '登录',
  'sign-in.submitting': '正在登录',
  'sign-in.account-missing': '请输入账号',
  'sign-in.password-missing': '请输入密码',
  'sign-in.caps-lock': '大写锁定已开启',
  'sign-in.unreachable': '连接不到服务器，请检查网络后重试',
  'sign-in.retry-after': '请在 {{age}}后重试',

  'refusal.not-signed-in': '尚未登录',
  'refusal.session-ended': '登录已失效，请重新登录',
  'refusal.sign-in-failed': '账号或密码不正确',
  'refusal.sign-in-locked': '尝试次数过多，账号已暂时锁定',
  'refusal.not-allowed': '没有权限',
  'refusal.foreign-origin': '不允许从此地址访问',
  'refusal.protocol-mismatch': '页面版本与服务器不一致，正在更新',
  'refusal.too-many-requests': '请求过于频繁，请稍后再试',
  'refusal.slow': '本机接收过慢，已断开后重连',
  'refusal.storage-unavailable': '服务器存储不可用',
  'refusal.internal-error': '服务器内部错误',
  'refusal.other': '服务器拒绝了请求',

  ...zhDesk,
} as const;

export type WordingKey = keyof typeof zh;
