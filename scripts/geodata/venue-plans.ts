/**
 * What the sanitation index inspects, where such places lie, and who answers for them.
 * In: nothing. Out: per venue type how many points, the role in charge, and the words a point's name is made of.
 * Surprising rule: `{c}` stands for the community's short name; a name is never a real person or firm.
 */
import type { VenueType } from '../../geodata/profile-files.ts';

export type VenuePlan = { count: number; role: string; names: readonly string[] };

export const VENUE_PLANS: Record<VenueType, VenuePlan> = {
  'municipal-road': { count: 200, role: '环卫班组长', names: ['{road}{c}段'] },
  'footbridge-passage': {
    count: 52,
    role: '市政设施巡查员',
    names: ['{road}{c}人行天桥', '{road}{c}过街通道', '{road}{c}天桥桥下'],
  },
  'commercial-street': {
    count: 90,
    role: '商业街区管理员',
    names: ['{station}站商业街', '{station}站口商铺', '{road}{c}商业街', '{c}步行街', '{c}美食街'],
  },
  market: {
    count: 54,
    role: '农贸市场管理员',
    names: ['{c}农贸市场东门', '{c}农贸市场西门', '{c}农贸市场周边', '{c}生鲜市场'],
  },
  'urban-village': {
    count: 110,
    role: '社区网格员',
    names: ['{c}村一巷', '{c}村三巷', '{c}村五巷', '{c}村八巷', '{c}新村东区', '{c}新村西区', '{c}村牌坊', '{c}旧村'],
  },
  'residential-industrial': {
    count: 120,
    role: '物业环卫主管',
    names: ['{c}花园东门', '{c}花园南门', '{c}小区西侧', '{c}苑北门', '{c}工业区', '{c}科技园', '{c}工业园宿舍区'],
  },
  'public-institution': {
    count: 90,
    role: '社区工作站专干',
    names: [
      '{c}小学门口',
      '{c}幼儿园周边',
      '{c}社区工作站',
      '{c}党群服务中心',
      '{c}社康中心',
      '{c}派出所周边',
      '{c}中学门口',
    ],
  },
  'square-park': { count: 56, role: '公园管理员', names: ['{c}社区公园', '{c}文化广场', '{c}街心花园'] },
  'construction-site': {
    count: 46,
    role: '工地文明施工专管员',
    names: ['{road}{c}在建工地', '{c}地块工地出入口', '{c}工地围挡'],
  },
  'transfer-station': { count: 34, role: '转运站站长', names: ['{c}垃圾转运站', '{c}垃圾收集点'] },
  'sanitation-vehicle': { count: 20, role: '环卫车队调度员', names: ['{c}环卫车辆停放点', '{c}环卫车库'] },
  'public-toilet': { count: 64, role: '公厕管理员', names: ['{road}{c}公厕', '{c}社区公厕'] },
};

/** Communities that still have urban villages (城中村); the rest are estates and works. */
export const VILLAGE_COMMUNITIES: ReadonlySet<string> = new Set([
  '上合',
  '大浪',
  '甲岸',
  '翻身',
  '布心',
  '安乐',
  '上川',
  '龙井',
  '新乐',
  '兴东',
  '文汇',
  '海乐',
  '洪浪',
]);

/** Where towers are still going up: the bay side and the works in the north-east. */
export const BUILDING_COMMUNITIES: ReadonlySet<string> = new Set(['海滨', '海裕', '海旺', '新岸线', '兴东', '龙井']);

export const WITH_PARK_NAMES = ['{park}东门广场', '{park}南门广场', '{park}环湖步道', '{park}草坪', '{park}公厕旁'];
