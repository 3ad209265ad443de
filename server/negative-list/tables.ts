/** Table of server/negative-list as Kysely sees it. */
interface NegativeListTable {
  /** 1, 2, 3 … */
  version: number;
  /** `shipped`: from the profile's folder. `imported`: a person brought it. */
  origin: string;
  /** Of status and items: whether the shipped file has changed. */
  content_hash: string;
  status: string;
  effective_from: number;
  /** Account, or `system`. */
  published_by: string;
  published_at: number;
  /** JSON. */
  items: string;
}

export interface NegativeListTables {
  negative_list: NegativeListTable;
}
