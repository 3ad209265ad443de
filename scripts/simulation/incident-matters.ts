/**
 * What goes wrong in a subdistrict, in the words people use for it.
 * Each matter finds its category in the profile's negative list by the category's name, so that another profile needs no new
 * code here; a matter no category fits is left out. Sentences follow an address: “创业路灵芝地铁站A口” + “有流动摊贩…”.
 * Nobody is named: matters in public space only.
 */

/** How a report comes in: found on patrol, by a grid member, told by phone, sent by one of the two apps. */
export type Way = 'patrol' | 'grid' | 'phone' | 'app' | 'urban-app';

export interface Matter {
  category: RegExp;
  /** How common it is; all weights together are about 100. */
  weight: number;
  ways: readonly Way[];
  sentences: readonly string[];
}

/** Channels of the profile by their name; the profile's first channel stands in for one it does not have. */
export const CHANNEL_OF_WAY: Record<Way, RegExp> = {
  patrol: /巡查/,
  grid: /网格/,
  phone: /电话|热线|12345/,
  app: /管控通|公众号|微信|小程序|APP/i,
  'urban-app': /城管通/,
};

const FOUND: readonly Way[] = ['patrol', 'grid', 'urban-app'];
const TOLD: readonly Way[] = ['phone', 'app'];
const ANYHOW: readonly Way[] = [...FOUND, ...TOLD];

export const MATTERS: readonly Matter[] = [
  {
    category: /乱摆卖|流动摊/,
    weight: 11,
    ways: ANYHOW,
    sentences: [
      '有流动摊贩占道经营，影响通行。',
      '有三四个水果摊占用人行道，行人只能走机动车道。',
      '有人推车卖早餐，堵住路口转角。',
      '烧烤摊占道摆卖，油烟大，地面油污明显。',
    ],
  },
  {
    category: /^占道经营/,
    weight: 7,
    ways: ANYHOW,
    sentences: ['有商贩占用盲道摆放桌椅。', '人行道上摆出两排餐桌，行人绕行。', '货车停在路边长时间售卖水果。'],
  },
  {
    category: /店外经营|超门线/,
    weight: 6,
    ways: FOUND,
    sentences: ['店铺超出门线摆放货架，占用盲道。', '五金店在门前作业，占用人行道。', '奶茶店在人行道上搭设促销台。'],
  },
  {
    category: /暴露垃圾/,
    weight: 9,
    ways: ANYHOW,
    sentences: ['路边有暴露垃圾约半方，未及时清运。', '绿化带内有较多白色垃圾。', '分类投放点旁堆放旧家具，占用通道。'],
  },
  {
    category: /满溢/,
    weight: 5,
    ways: ANYHOW,
    sentences: ['垃圾桶满溢，周边散落生活垃圾，有异味。', '果皮箱已满，外溢到人行道。'],
  },
  {
    category: /渣土/,
    weight: 3,
    ways: ANYHOW,
    sentences: ['路边偷倒装修渣土约十余袋。', '围挡外积存建筑垃圾，未覆盖。'],
  },
  {
    category: /道路不洁|路面不洁/,
    weight: 4,
    ways: FOUND,
    sentences: ['路面有泥土带出，约五十米。', '机动车道有油污，存在打滑风险。', '雨后路面积泥，需冲洗。'],
  },
  {
    category: /道路破损|路面破损|井盖/,
    weight: 4,
    ways: ANYHOW,
    sentences: ['人行道砖破损松动，行人易绊倒。', '路面坑洼，雨后积水。', '井盖周边下沉，车辆经过有响声。'],
  },
  {
    category: /^机动车乱停|违停|人行道乱停/,
    weight: 7,
    ways: ANYHOW,
    sentences: [
      '有小车停在人行道上，压坏路面砖。',
      '路口转角有三辆小车违停，遮挡视线。',
      '网约车长时间停在公交站台内，公交车进不了站。',
    ],
  },
  {
    category: /非机动车乱停/,
    weight: 6,
    ways: ANYHOW,
    sentences: ['多辆电动自行车停在人行道上，轮椅无法通过。', '小区出入口被电动自行车堵住半边。'],
  },
  {
    category: /共享单车/,
    weight: 6,
    ways: ANYHOW,
    sentences: ['共享单车在人行道上堆成一片，盲道被占。', '共享单车淤积约八十辆，需要调运。'],
  },
  {
    category: /乱堆放/,
    weight: 4,
    ways: FOUND,
    sentences: ['店外堆放纸箱杂物，占用人行道。', '路边堆放建筑沙石，无遮盖。'],
  },
  {
    category: /乱张贴|小广告/,
    weight: 4,
    ways: FOUND,
    sentences: ['灯杆、配电箱上贴有多张小广告。', '公交站牌被贴满租房广告。', '围墙上有招工小广告，清理后又出现。'],
  },
  { category: /涂画|涂写/, weight: 1.5, ways: FOUND, sentences: ['围挡上有喷涂的电话号码。', '天桥桥墩被涂画。'] },
  {
    category: /违法.*广告|户外广告/,
    weight: 2,
    ways: FOUND,
    sentences: ['门店横幅广告未经报备，悬挂在路灯杆上。', '灯箱广告松动，有掉落风险。'],
  },
  {
    category: /乱搭建|违法建/,
    weight: 2,
    ways: ANYHOW,
    sentences: ['有商铺在门前搭建铁皮棚。', '楼顶正在加建板房，有工人施工。', '背街空地搭起简易雨棚。'],
  },
  {
    category: /乱开挖/,
    weight: 2,
    ways: ANYHOW,
    sentences: ['路面开挖后未设围挡，夜间无警示灯。', '管线施工占用半幅车道，未见施工公示牌。'],
  },
  { category: /挂晒|晾晒/, weight: 1.5, ways: FOUND, sentences: ['行道树之间拉绳晾晒被褥。', '临街护栏上晾晒衣物。'] },
  {
    category: /揽客|兜客/,
    weight: 2.5,
    ways: ANYHOW,
    sentences: ['有五六辆摩托车在出入口揽客，堵住非机动车道。', '出站口有人拉客，与旅客发生争执。'],
  },
  {
    category: /三轮车/,
    weight: 1,
    ways: FOUND,
    sentences: ['三轮车逆行载客，险些碰到行人。', '三轮车占用公交车道停车候客。'],
  },
  { category: /摩托/, weight: 1, ways: FOUND, sentences: ['有人驾驶无牌摩托车在路口停留。', '摩托车在人行道上行驶。'] },
  {
    category: /消防通道/,
    weight: 2.5,
    ways: ANYHOW,
    sentences: ['小区消防通道被车辆堵塞，无法通行。', '后巷消防通道堆放冰柜和货箱。'],
  },
  {
    category: /三小.*隐患/,
    weight: 1.2,
    ways: FOUND,
    sentences: ['沿街小作坊内住人，楼梯口堆放货物。', '餐馆后厨煤气罐与灶台同室存放。'],
  },
  {
    category: /出租屋.*隐患/,
    weight: 1.2,
    ways: FOUND,
    sentences: ['出租屋楼道内有电动自行车飞线充电。', '出租屋一楼无应急照明，灭火器过期。'],
  },
  {
    category: /工地/,
    weight: 1.2,
    ways: ANYHOW,
    sentences: ['工地临边防护缺失，旁边是人行通道。', '吊装作业未设警戒区，行人从下方经过。'],
  },
  {
    category: /电动(自行)?车.*改装|加装/,
    weight: 0.8,
    ways: FOUND,
    sentences: ['修车店为电动自行车加装电池，存在隐患。'],
  },
  {
    category: /无照|无证经营/,
    weight: 1.5,
    ways: FOUND,
    sentences: ['临时摊点销售来源不明的香烟。', '一楼商铺无照经营快餐。'],
  },
  {
    category: /食品/,
    weight: 1,
    ways: ANYHOW,
    sentences: ['路边快餐无防尘设施，操作人员未戴口罩。', '熟食店将食材摆放在地面清洗。'],
  },
  { category: /废品|废旧/, weight: 1, ways: FOUND, sentences: ['废品回收点占道分拣，纸皮堆放过高。'] },
  {
    category: /劳动|欠薪/,
    weight: 0.6,
    ways: TOLD,
    sentences: ['店铺关门后有员工在门口等候结算工资，情绪尚稳定。'],
  },
  {
    category: /矛盾|邻里/,
    weight: 1.2,
    ways: TOLD,
    sentences: ['两家商铺因门前摆放发生争执，需现场调解。', '因停车位发生争执，有人围观。'],
  },
  // Rare and serious: what a command centre is there for.
  { category: /内涝|积水/, weight: 0.5, ways: ANYHOW, sentences: ['下穿通道积水约二十厘米，小车无法通过。'] },
  { category: /线缆/, weight: 0.4, ways: ANYHOW, sentences: ['架空线缆脱落，垂到人行道上方。'] },
  { category: /燃气/, weight: 0.2, ways: TOLD, sentences: ['闻到明显燃气味，疑似管道泄漏，请尽快派人到场。'] },
  { category: /火情|火灾/, weight: 0.2, ways: TOLD, sentences: ['沿街商铺招牌冒烟，有明火，已通知周边人员撤离。'] },
];
