/**
 * 地点: a name, pinyin or its initials; a pasted pair of coordinates with its datum; or a click on the map. What is chosen is shown in
 * words below, so that it can be read back to the caller.
 */
import { type Ref, use, useCallback, useEffect, useMemo } from 'react';
import type { PlaceFound } from '../../server/contract/place-found.ts';
import { askForPlace, PlacePickingContext, usePlacePicking } from '../console-map/place-picking.ts';
import { Button } from '../design/desk/button.tsx';
import type { Option } from '../design/desk/option.ts';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import type { DraftPlace, Matter } from './intake-draft.ts';
import { betterCrs, TYPED_CRS } from './likely-crs.ts';
import { SearchPick } from './search-pick.tsx';
import { typedCoordinates } from './typed-coordinates.ts';
import { usePlaces } from './use-places.ts';

const DIGITS = 5;
const COORDINATES = 'coordinates';
const degrees = ([lon, lat]: readonly [number, number]) => ({ lon: lon.toFixed(DIGITS), lat: lat.toFixed(DIGITS) });

export function PlaceField(props: {
  matter: Matter;
  onChange: (known: Partial<Matter>) => void;
  error: string | undefined;
  onLeave: () => void;
  ref: Ref<HTMLInputElement>;
}) {
  const { matter, onChange, error } = props;
  const { place, typedPlace } = matter;
  const { geodata } = useProfile();
  const picking = use(PlacePickingContext);
  const isPicking = usePlacePicking(state => state.isAsked);
  const pair = useMemo(() => typedCoordinates(typedPlace), [typedPlace]);
  const { places, isWaiting } = usePlaces(place || pair ? '' : typedPlace);
  const options = useMemo(
    (): Option[] =>
      pair
        ? [
            {
              id: COORDINATES,
              name: say('intake.place.coordinates', degrees(pair)),
              detail: say('place.kind.coordinates'),
            },
          ]
        : places.map((found, i) => ({
            id: String(i),
            name: found.name,
            detail: foundWords(found),
          })),
    [pair, places],
  );

  const choose = useCallback(
    (id: string) => {
      if (id === COORDINATES && pair) {
        onChange({ place: { from: 'coordinates', pair, crs: 'WGS84' } });
        return;
      }
      const found = places[Number(id)];
      if (!found) return;
      // What the caller named is what people will look for; a street number can be added to it.
      const address = matter.address.trim() === '' ? { address: found.name } : {};
      onChange({ place: { from: 'search', found }, typedPlace: found.name, ...address });
    },
    [pair, places, matter.address, onChange],
  );

  // A pasted pair is a place at once: nothing else could be meant.
  useEffect(() => {
    if (pair && !place) onChange({ place: { from: 'coordinates', pair, crs: 'WGS84' } });
  }, [pair, place, onChange]);

  const hint = place?.from === 'coordinates' && place.crs === 'WGS84' ? betterCrs(place.pair, geodata.outline) : null;
  return (
    <SearchPick
      ref={props.ref}
      label={say('intake.place')}
      typed={typedPlace}
      onType={typed => onChange({ typedPlace: typed, place: null })}
      options={options}
      isWaiting={isWaiting}
      onChoose={choose}
      isChosen={place !== null}
      emptyText={say('intake.place.none')}
      placeholder={say('intake.place.placeholder')}
      maxLength={80}
      // On the way to the map nothing is missing yet.
      error={isPicking ? undefined : error}
      onLeave={props.onLeave}
    >
      <Button small kind="plain" className="intake-on-map" onPress={() => askForPlace(picking)}>
        {say(isPicking ? 'intake.place.picking' : 'intake.place.on-map')}
      </Button>
      {place && place.from !== 'map' && <p className="desk-help">{placeWords(place)}</p>}
      {place?.from === 'coordinates' && (
        <SegmentedFilter
          label={say('intake.crs')}
          segments={TYPED_CRS.map(id => ({ id, name: say(`intake.crs.${id}`) }))}
          value={place.crs}
          onChange={crs => onChange({ place: { ...place, crs } })}
        />
      )}
      {hint && place?.from === 'coordinates' && (
        <p className="intake-hint" role="status">
          {say('intake.crs.hint', { crs: say(`intake.crs.${hint}`) })}
          <Button small onPress={() => onChange({ place: { ...place, crs: hint } })}>
            {say('intake.crs.use', { crs: say(`intake.crs.${hint}`) })}
          </Button>
        </p>
      )}
    </SearchPick>
  );
}

/** Kind and what tells it from its namesakes; the server says the kind itself where a name alone would be odd. */
function foundWords({ kind, detail }: PlaceFound): string {
  const kindName = say(`place.kind.${kind}`);
  return detail.startsWith(kindName) ? detail : `${kindName} · ${detail}`;
}

function placeWords(place: DraftPlace): string {
  switch (place.from) {
    case 'search':
      return foundWords(place.found);
    case 'coordinates':
      return say('intake.place.coordinates', degrees(place.pair));
    case 'map':
      return say('intake.place.from-map', degrees(place.at));
  }
}
