/**
 * [P-77] How long tracks are kept: the shorter of what the jurisdiction says and what the operator set. The profile states what the place
 * has promised its people; a setting may keep tracks for less time, and none can keep them longer.
 */
export function retentionDays(
  config: { trackRetentionDays: number },
  profile: { trackRetentionDays?: number | undefined },
): number {
  return Math.min(config.trackRetentionDays, profile.trackRetentionDays ?? Infinity);
}
