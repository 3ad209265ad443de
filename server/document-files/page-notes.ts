/** What must stand on every page and picture of a document: 演示数据 of a demonstration, 示意边界 where no boundary was surveyed. */
import type { ProfileSettings } from '../../geodata/profile-settings.ts';

export function pageNotes({ geometry }: Pick<ProfileSettings, 'geometry'>, isDemo: boolean): string[] {
  return [...(isDemo ? ['演示数据'] : []), ...(geometry === 'demonstration' ? ['示意边界'] : [])];
}
