/**
 * What goes wrong in a subdistrict, in the words people use for it.
 * Each matter finds its category in the profile's negative list by the category's name, so that another profile needs no new
 * code here; a matter no category fits is left out. Sentences follow an address: “创业路灵芝地铁站A口” + “有流动摊贩…”.
 * Nobody is named: matters in public space only.
 */

/** How a report comes in: found on patrol, told by phone, sent by an app, seen on a camera. */
export type Way = 'patrol' | 'phone' | 'app' | 'camera';

export interface Matter {
  category: RegExp;
  /** How common it is; all weights together are about 100. */
  weight: number;
  ways: readonly Way[];
  sentences: readonly string[];
}

/** Channels of the profile by their name, tried in this order. */
export const CHANNEL_OF_WAY: Record<Way, RegExp> = {
  patrol: /巡查|网格|城管通|管控/,
  phone: /热线|电话|12345|值班/,
  app: /公众号|微信|小程序|APP|随手拍|信访/i,
  camera: /视频|监控|摄像/,
};

export const MATTERS: readonly Matter[] = [
  {
    category: /摆卖|占道经营|流动摊/,
    weight: 18,
    ways: ['patrol', 'phone', 'app', 'camera'],
    sentences: [
      '有流动摊贩占道经营，影响通行。',
      '有三四个水果摊占用人行道，行人只能走机动车道。',
      '烧烤摊占道经营，油烟大，地面油污明显。',
      '店铺超出门线摆放货架，占用盲道。',
      '有人推车卖早餐，堵住路口转角。',
    ],
  },
  {
    category: /暴露垃圾|垃圾|环境卫生|市容/,
    weight: 14,
    ways: ['patrol', 'phone', 'app'],
    sentences: [
      '垃圾桶满溢，周边散落生活垃圾，有异味。',
      '路边有暴露垃圾约半方，未及时清运。',
      '绿化带内有较多白色垃圾。',
      '分类投放点旁堆放旧家具，占用通道。',
    ],
  },
  {
    category: /乱停放|违停|停放|占道停车/,
    weight: 13,
    ways: ['patrol', 'app', 'camera', 'phone'],
    sentences: [
      '共享单车在人行道上堆成一片，盲道被占。',
      '多辆电动自行车停在人行道上，轮椅无法通过。',
      '有小车停在人行道上，压坏路面砖。',
      '网约车长时间停在公交站台内，公交车进不了站。',
    ],
  },
  {
    category: /乱堆放|堆放/,
    weight: 7,
    ways: ['patrol', 'phone'],
    sentences: [
      '沿街堆放装修垃圾，约十余袋，占用人行道。',
      '店外堆放纸箱杂物，占用消防通道。',
      '路边堆放建筑沙石，无遮盖。',
    ],
  },
  {
    category: /乱张贴|小广告/,
    weight: 5,
    ways: ['patrol', 'app'],
    sentences: ['灯杆、配电箱上贴有多张小广告。', '公交站牌被贴满租房广告。', '围墙上有招工小广告，清理后又出现。'],
  },
  {
    category: /乱涂|涂画|涂写/,
    weight: 2,
    ways: ['patrol'],
    sentences: ['围挡上有喷涂的电话号码。', '天桥桥墩被涂画。'],
  },
  {
    category: /广告/,
    weight: 4,
    ways: ['patrol', 'app'],
    sentences: [
      '门店横幅广告未经报备，悬挂在路灯杆上。',
      '灯箱广告松动，有掉落风险。',
      '楼体广告布破损，风大时拍打外墙。',
    ],
  },
  {
    category: /乱搭建|违法建|搭建/,
    weight: 4,
    ways: ['patrol', 'phone'],
    sentences: ['有商铺在门前搭建铁皮棚。', '楼顶正在加建板房，有工人施工。', '背街空地搭起简易雨棚。'],
  },
  {
    category: /乱开挖|开挖|道路施工/,
    weight: 4,
    ways: ['patrol', 'phone', 'app'],
    sentences: [
      '路面开挖后未设围挡，夜间无警示灯。',
      '管线施工占用半幅车道，未见施工公示牌。',
      '开挖回填后路面下沉，非机动车颠簸。',
    ],
  },
  {
    category: /乱挂晒|挂晒|晾晒/,
    weight: 3,
    ways: ['patrol'],
    sentences: ['行道树之间拉绳晾晒被褥。', '临街护栏上晾晒衣物。'],
  },
  {
    category: /消防通道|消防|火灾|三小/,
    weight: 6,
    ways: ['patrol', 'phone'],
    sentences: [
      '小区消防通道被车辆堵塞，无法通行。',
      '沿街小作坊内住人，楼梯口堆放货物。',
      '餐馆后厨煤气罐与灶台同室存放。',
      '楼道内有电动自行车飞线充电。',
    ],
  },
  {
    category: /电动自行车|电动车|加装|改装/,
    weight: 3,
    ways: ['patrol', 'phone'],
    sentences: ['修车店为电动自行车加装电池，存在隐患。', '店内销售无牌超标电动自行车。'],
  },
  {
    category: /揽客|兜客|摩托|三轮/,
    weight: 4,
    ways: ['patrol', 'camera', 'phone'],
    sentences: [
      '有五六辆摩托车在出入口揽客，堵住非机动车道。',
      '三轮车逆行载客，险些碰到行人。',
      '有人驾驶无牌摩托车在路口兜客。',
    ],
  },
  {
    category: /无照|无证|不明来源/,
    weight: 2,
    ways: ['patrol', 'phone'],
    sentences: ['临时摊点销售来源不明的香烟。', '一楼商铺无照经营快餐。'],
  },
  {
    category: /食品|餐饮|油烟/,
    weight: 3,
    ways: ['phone', 'app', 'patrol'],
    sentences: ['餐饮店油烟直排，楼上住户反映强烈。', '路边快餐无防尘设施，操作人员未戴口罩。'],
  },
  {
    category: /工地|扬尘|噪|装修/,
    weight: 4,
    ways: ['phone', 'app'],
    sentences: ['工地夜间施工噪声大，影响休息。', '渣土车出场未冲洗，路面带泥。', '零星装修未办备案，切割噪声大。'],
  },
  {
    category: /井盖|路面|积水|设施|路灯/,
    weight: 5,
    ways: ['patrol', 'app', 'phone', 'camera'],
    sentences: [
      '井盖松动，车辆经过有响声。',
      '人行道砖破损，雨后积水。',
      '两盏路灯不亮，夜间视线差。',
      '护栏被撞歪，斜向非机动车道。',
    ],
  },
  {
    category: /欠薪|劳动|工资/,
    weight: 1.5,
    ways: ['phone', 'patrol'],
    sentences: ['有十余名工人聚集讨要工资，情绪尚稳定。', '店铺关门后拖欠员工工资，员工在门口等候。'],
  },
  {
    category: /纠纷|矛盾|噪音扰民/,
    weight: 1.5,
    ways: ['phone', 'patrol'],
    sentences: ['两家商铺因门前摆放发生争执，需现场调解。', '业主与物业因停车收费发生纠纷。'],
  },
  {
    category: /废旧|金属|回收|再生资源/,
    weight: 1,
    ways: ['patrol'],
    sentences: ['废品回收点占道分拣，纸皮堆放过高。', '无资质人员在路边收购旧电缆。'],
  },
  {
    // Rare and serious: what a command centre is there for.
    category: /燃气|危险化学|危化|塌陷|安全生产|隐患/,
    weight: 0.8,
    ways: ['phone', 'patrol'],
    sentences: [
      '闻到明显燃气味，疑似管道泄漏，请尽快派人到场。',
      '路面出现约一米塌陷，已有车辆绕行。',
      '临街外墙瓷砖大面积空鼓脱落，下方有行人经过。',
    ],
  },
];
