/** How true the whole page is, at its foot: demonstration data, demonstration boundaries. */
import { useProfile } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';

export function FootNotes() {
  const { geodata } = useProfile();
  const demo = useWall(state => state.viewer?.demo ?? false);
  const notes = [
    ...(demo ? [say('demo.data')] : []),
    ...(geodata.profile.geometry === 'demonstration' ? [say('demo.boundary')] : []),
  ];
  return <span className="foot-notes">{notes.join(' · ')}</span>;
}
