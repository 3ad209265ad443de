/** Tables of devices, as Kysely sees them. */
export interface DeviceTable {
  id: string;
  version: number;
  unit: string | null;
  name: string;
  crs: string;
  report_interval_s: number | null;
  /** SHA-256 of the device's own key, hex; null = has none. */
  key_hash: string | null;
  must_sign: number;
  retired: number;
  changed_at: number;
}

export interface DeviceQuarantineTable {
  id: string;
  source: string;
  first_seen_at: number;
  last_seen_at: number;
  reports: number;
  lon: number | null;
  lat: number | null;
  address: string | null;
}

export interface DeviceTables {
  device: DeviceTable;
  device_quarantine: DeviceQuarantineTable;
}
