/**
 * Every sentence a person reads, in the Chinese of the mainland (社区 信息 模块, never 社群 資訊 模組) with full-width marks.
 * Keys say where a sentence stands; `{{name}}` is filled in by the caller. Names of categories, channels, zones, communities
 * and points are not here: they are data of the profile.
 * This file decides which keys and which placeholders exist; en.ts must have the same (wording.test.ts).
 */

import { zhAccess } from './zh-access.ts';
import { zhAdmin } from './zh-admin.ts';
import { zhAlarm } from './zh-alarm.ts';
import { zhBulletin } from './zh-bulletin.ts';
import { zhCalendar } from './zh-calendar.ts';
import { zhConsole } from './zh-console.ts';
import { zhCover } from './zh-cover.ts';
import { zhDesk } from './zh-desk.ts';
import { zhDeskPages } from './zh-desk-pages.ts';
import { zhDevice } from './zh-device.ts';
import { zhField } from './zh-field.ts';
import { zhGround } from './zh-ground.ts';
import { zhIncident } from './zh-incident.ts';
import { zhIntake } from './zh-intake.ts';
import { zhOperation } from './zh-operation.ts';
import { zhOperationDay } from './zh-operation-day.ts';
import { zhOperationWall } from './zh-operation-wall.ts';
import { zhPlan } from './zh-plan.ts';
import { zhPlanning } from './zh-planning.ts';
import { zhPoints } from './zh-points.ts';
import { zhReport } from './zh-report.ts';
import { zhShift } from './zh-shift.ts';
import { zhTrack } from './zh-track.ts';
import { zhUnits } from './zh-units.ts';

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
  'incidents.overdue': '超时',
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
  'units.title.short': '在岗',
  'units.away.short': '离区',
  'units.live': '实时',
  'units.stale': '过期',
  'units.lost': '失联',
  'units.ago': '{{age}}前',

  'points.title': '环卫测评点',
  'points.deducted': '扣分未复评',
  'points.compared-last-round': '较上轮',
  'points.repeat': '重复扣分',
  'points.repeat-needs-bulletin': '需通报',
  'points.bulletined': '已通报',
  'points.bulletined-until-clean': '待复评合格',

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
  'ticker.incident.dispatched': '{{where}}{{category}}，已派{{organ}}',
  'ticker.incident.arrived': '{{where}}{{category}}，{{organ}}到场',
  'ticker.incident.done': '{{where}}{{category}}，{{organ}}处置完毕',
  'ticker.incident.rework': '{{where}}{{category}}，回访不合格返工',
  'ticker.incident.transferred': '{{where}}{{category}}，移交查处',
  'ticker.incident.escalated': '{{where}}{{category}}，提级办理',
  'ticker.incident.closed': '{{where}}{{category}}，已结案',
  'ticker.incident.fixed-on-spot': '{{where}}{{category}}，即巡即整',
  'ticker.incident.reopened': '{{where}}{{category}}，重新办理',
  'ticker.incident.emergency': '{{where}}{{category}}，转入应急',
  'ticker.incident.overdue': '{{where}}{{category}}，已超时',
  'ticker.unit-on-duty': '{{unit}} 上岗',
  'ticker.unit-off-duty': '{{unit}} 离岗',
  'ticker.deduction-recorded': '{{point}} 扣 {{score}} 分，{{item}}',
  'ticker.round-assessed': '{{round}}环卫测评结果导入，扣分 {{deductions}} 项',
  'ticker.operation-due': '{{kind}}本期尚未安排，截止 {{day}}',
  'ticker.operation-due.zone': '{{zone}}{{kind}}本期尚未安排，截止 {{day}}',
  'ticker.points-bulletined': '{{round}}环卫测评通报重复扣分点 {{points}} 个',
  'round.month': '{{year}}年{{month}}月',
  'round.quarter': '{{year}}年第{{quarter}}季度',

  'legend.point': '测评点',
  'legend.point.deducted': '扣分',
  'legend.point.repeat': '重复扣分',
  'legend.point.bulletined': '已通报',
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

  ...zhAlarm,
  ...zhDesk,
  ...zhGround,
  ...zhIncident,
  ...zhConsole,

  'map.name': '地图',
  'map.layers': '图层',
  'map.layer.grids': '网格',
  'map.layer.points': '测评点',
  'map.layer.units': '力量',
  'map.layer.incidents': '事件',
  'map.filtered': '已过滤 {{n}} 项',
  'map.coinciding': '此处有 {{n}} 项',
  'map.more-here': '此处另有 {{n}} 项，点击选择',
  'map.asking': '请在地图上点选位置；键盘：方向键移动，回车选定中心，退出键取消',
  'nearby.title': '附近力量',
  'nearby.straight': '直线距离',
  'nearby.from': '以{{from}}为中心',
  'nearby.leave': '不再以{{from}}为中心',
  'nearby.place': '所选位置',
  'nearby.more': '另有 {{n}} 支',
  'nearby.fewer': '收起',
  'nearby.lost': '{{km}} 公里内失联 {{n}} 支',
  'nearby.none': '没有定位可信的在岗力量',
  'nearby.send': '派',
  'nearby.send-unit': '派{{unit}}前往',
  'nearby.sent': '已派{{unit}}前往 {{id}}',
  'nearby.unit': '呼号',
  'nearby.task': '类别与状态',
  'nearby.age': '定位时间',
  'nearby.distance': '距离',
  'unit.task.free': '空闲',
  'unit.task.sent': '已派',
  'unit.task.on-scene': '到场',
  'unit.fresh.fresh': '实时',
  'unit.fresh.ageing': '延迟',
  'unit.fresh.stale': '过期',
  'unit.fresh.lost': '失联',
  'unit.fresh.archived': '失联',
  'unit.fresh.clock-error': '时钟异常',
  'unit.fresh.never': '无定位',
  'unit.outside': '辖区外',
  'unit.away': '离开片区',
  'point.state.clean': '未扣分',
  'point.state.deducted': '已扣分',
  'point.state.repeat': '重复扣分',
  'point.state.bulletined': '已通报',
  ...zhIntake,
  ...zhDeskPages,
  ...zhAdmin,
  ...zhAccess,
  ...zhField,
  ...zhCover,
  ...zhDevice,
  ...zhUnits,
  ...zhTrack,
  ...zhShift,
  ...zhPlanning,
  ...zhOperation,
  ...zhCalendar,
  ...zhReport,
  ...zhBulletin,
  ...zhPoints,
  ...zhOperationDay,
  ...zhOperationWall,
  ...zhPlan,
} as const;

export type WordingKey = keyof typeof zh;
