/**
 * The wall: map from edge to edge, the rails of its scene, header, activities. It composes and holds no rule.
 * In: which scene is wished; store, clock and positions come from their contexts. While the ground is not there yet it says what it waits
 * for. Another scene has other rails and another camera; the map is the same, because each one taken down leaks a graphics context.
 */
import { useEffect, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ProfileSettings } from '../../geodata/profile-settings.ts';
import { AlarmBanner } from '../alarm/alarm-banner.tsx';
import { WallSound } from '../alarm/wall-sound.tsx';
import { reloadForMap } from '../connection/page-reload.ts';
import { scaleVariables, useMeasuredWallScale, useWallScale, WallScaleContext } from '../design/use-wall-scale.ts';
import { type Box, boxStyle } from '../design/wall-card.tsx';
import { boundsOf, type Geodata } from '../map/geodata.ts';
import { metresPerPx, overviewCamera } from '../map/overview-camera.ts';
import { useGeodata } from '../map/use-geodata.ts';
import { useMapRecovery } from '../map/use-map-recovery.ts';
import { LIVE_SIGNS, PLAN_SIGNS } from '../operation/operation-legend.tsx';
import { ProfileContext, profileNames } from '../profile/profile-names.ts';
import { useWall } from '../store/use-store.ts';
import { say } from '../wording/wording.ts';
import { Ticker } from './activity.tsx';
import { Legend, MapNotes, OVERVIEW_SIGNS } from './legend.tsx';
import { LinkNotice } from './link-notice.tsx';
import { createFrameSignal } from './liveness-bar.tsx';
import { OperationRails } from './operation-rails.tsx';
import { OverviewRails } from './overview-rails.tsx';
import { leftOut, type SceneLook, sceneLook } from './scene-look.ts';
import { sceneText } from './scene-text.ts';
import { useNightTheme } from './use-night-theme.ts';
import { useSceneCamera } from './use-scene-camera.ts';
import { useWallScene } from './use-wall-scene.ts';
import { WaitingScreen } from './waiting-screen.tsx';
import { WallHeader } from './wall-header.tsx';
import { guardedBoxes, type WallLayout, wallLayout } from './wall-layout.ts';
import { WallMap } from './wall-map.tsx';
import type { SceneWish, WallScene } from './wall-scene.ts';
import './wall.css';

/** `entered`: the server knows who is here. `onProfile` is told the rules of the subdistrict once they are there. */
export function WallView(props: { wish: SceneWish; entered: boolean; onProfile: (profile: ProfileSettings) => void }) {
  const { wish, entered, onProfile } = props;
  const scale = useMeasuredWallScale();
  const geodata = useGeodata(entered);
  useEffect(() => {
    if (geodata) onProfile(geodata.profile);
  }, [geodata, onProfile]);
  const ready = useWall(state => state.applied !== null);
  return (
    <WallScaleContext value={scale}>
      <div className="wall" style={scaleVariables(scale)} data-density={scale.density}>
        {geodata && ready ? <Picture geodata={geodata} wish={wish} /> : <WaitingScreen />}
      </div>
    </WallScaleContext>
  );
}

function Picture({ geodata, wish }: { geodata: Geodata; wish: SceneWish }) {
  const scale = useWallScale();
  const recovery = useMapRecovery(reloadForMap);
  const lost = useWall(state => state.link.name === 'lost' || state.link.name === 'refused');
  const names = useMemo(() => profileNames(geodata), [geodata]);
  useNightTheme(names.timeZone);
  const frames = useMemo(createFrameSignal, []);
  const layout = useMemo(() => wallLayout(scale, window.innerWidth, window.innerHeight), [scale]);
  const overview = useMemo(
    () => overviewCamera(boundsOf(geodata), window.innerWidth, window.innerHeight, layout.mapMargins),
    [geodata, layout],
  );
  const scene = useWallScene(wish, names.timeZone);
  const camera = useSceneCamera(scene, geodata, layout, overview);
  const look = useMemo(() => sceneLook(scene), [scene]);
  const isSparse = scale.density === 'S';
  const [zoom, setZoom] = useState(camera.zoom);
  useEffect(() => setZoom(camera.zoom), [camera]);
  const guarded = useMemo(() => guardedBoxes(layout, scale, window.innerWidth, window.innerHeight), [layout, scale]);
  return (
    <ProfileContext value={names}>
      <div className={lost ? 'wall-map lost' : 'wall-map'}>
        {recovery.recovering ? (
          <p className="map-recovering">{say('map.recovering')}</p>
        ) : (
          <WallMap
            key={recovery.generation}
            overview={overview}
            camera={camera}
            look={look}
            operation={scene.name === 'operation' ? scene.operation : null}
            guarded={guarded}
            frames={frames}
            onContextLost={recovery.onContextLost}
            onZoom={setZoom}
          />
        )}
      </div>
      <WallSound>
        <WallHeader
          layout={layout}
          frames={frames}
          scene={sceneText(scene, isSparse ? 0 : layout.headerMiddle ? 2 : 1)}
          showsDate={layout.headerMiddle !== null || scene.name === 'overview'}
        />
        {scene.name === 'overview' ? (
          <OverviewRails layout={layout} />
        ) : (
          <OperationRails layout={layout} scene={scene} />
        )}
      </WallSound>
      <SceneLegend scene={scene} look={look} box={layout.legend} metresPerPx={metresPerPx(camera.center[1], zoom)} />
      {layout.ticker && (
        <div className="wall-ticker" style={boxStyle(layout.ticker)}>
          <Ticker />
          <MapNotes />
        </div>
      )}
      <Strip layout={layout} />
    </ProfileContext>
  );
}

function SceneLegend(props: { scene: WallScene; look: SceneLook; box: Box; metresPerPx: number }) {
  const { scene, look, ...of } = props;
  const hidden = useWall(useShallow(state => leftOut(look, state)));
  if (scene.name === 'overview') return <Legend {...of} signs={OVERVIEW_SIGNS} />;
  const note = hidden.incidents + hidden.units > 0 ? say('scene.left-out', { ...hidden }) : null;
  return <Legend {...of} signs={scene.view === 'plan' ? PLAN_SIGNS : LIVE_SIGNS} note={note} />;
}

/** The fault of a link stands below the alarms: it hides none of them, and both begin at the same edge. */
function Strip({ layout }: { layout: WallLayout }) {
  const [first, second] = layout.strip;
  const place = ({ left, top, width }: Box) => ({ left, top, width });
  return (
    <>
      <div className="wall-strip" style={place(first)}>
        <AlarmBanner part={second ? 'start' : 'whole'} width={first.width} />
        <LinkNotice />
      </div>
      {second && (
        <div className="wall-strip" style={place(second)}>
          <AlarmBanner part="end" width={second.width} />
        </div>
      )}
    </>
  );
}
