/** True where queue, detail and map fit beside each other. */
import { useSyncExternalStore } from 'react';

const query = '(min-width: 1500px)';

export function useWideEnough(): boolean {
  return useSyncExternalStore(
    listener => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}
