/**
 * Loads the page anew when server and page are of different versions (A11), and makes sure that this cannot become a loop.
 * In: the version that asks for it, again and again until something happens. Out: at most one reload, in a safe moment.
 * At most once in five minutes; for the same version at most once an hour, because a server that serves yesterday's page
 * beside today's build would otherwise make the wall blink all day. The tab's storage remembers, since a reload forgets.
 */
const STORAGE_KEY = 'gridwall.reload';
const BETWEEN_RELOADS_MS = 5 * 60_000;
const SAME_VERSION_MS = 60 * 60_000;

export interface PageReloadParts {
  /** `sessionStorage`. */
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** `Date.now()`: the only clock that goes on across a reload. */
  wallNow: () => number;
  /** Nothing on the screen would be torn away: no dialog, no emergency scene. */
  isSafeMoment: () => boolean;
  /** `location.reload()`. */
  reload: () => void;
}

export function createReloadOffer({ storage, wallNow, isSafeMoment, reload }: PageReloadParts) {
  return (version: string): void => {
    if (!isSafeMoment() || !isAllowed(storage.getItem(STORAGE_KEY), version, wallNow())) return;
    storage.setItem(STORAGE_KEY, `${wallNow()} ${version}`);
    reload();
  };
}

/** A map that is lost again and again comes back with the page only; nothing on it could be torn away. */
export function reloadForMap(): void {
  const offer = createReloadOffer({
    storage: sessionStorage,
    wallNow: Date.now,
    isSafeMoment: () => true,
    reload: () => location.reload(),
  });
  offer('lost-map');
}

function isAllowed(note: string | null, version: string, wallNow: number): boolean {
  const [at, ...lastVersion] = note?.split(' ') ?? [];
  const sinceMs = wallNow - Number(at);
  // No note, an unreadable one, or a wall clock set back: better one reload too many than none for a year.
  if (Number.isNaN(sinceMs) || sinceMs < 0) return true;
  return sinceMs >= (lastVersion.join(' ') === version ? SAME_VERSION_MS : BETWEEN_RELOADS_MS);
}
