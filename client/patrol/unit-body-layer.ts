/**
 * deck.gl layer of moving units. Binary attributes are uploaded when fixes arrive, a few times a second; between uploads only
 * one number changes, the time, so ten thousand units cost the main thread a draw call (stack.md §4, "custom extension").
 * A body moves from its last fix to the newest one in at most one reporting interval and then stands: nothing is extrapolated.
 */
import { Layer, type LayerProps, project32, type UpdateParameters } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import { UNIT_FRAGMENT_SHADER, UNIT_VERTEX_SHADER, type UnitUniforms, unitUniforms } from './unit-body-shaders.ts';

/** Columns of one upload; all of the same unit order. Times are seconds after `baseMs`, so that float32 can hold them. */
export interface UnitBodies {
  length: number;
  attributes: {
    /** lon, lat, 0 in degrees. */
    getPosition: { value: Float64Array; size: 3 };
    /** step x, y in common space, start s, duration s. */
    getMotion: { value: Float32Array; size: 4 };
    /** fix time s, reporting interval s, heading deg or -1, shape: -1 hidden, 0 person, 1 vehicle, 2 facility. */
    getFix: { value: Float32Array; size: 4 };
  };
}

interface UnitBodyProps {
  data: UnitBodies;
  sizePx: number;
  strokePx: number;
  /** Server time in ms, asked once a frame. */
  nowMs: () => number;
  /** Zero of the seconds in `data`. */
  baseMs: number;
}

export class UnitBodyLayer extends Layer<UnitBodyProps & LayerProps> {
  static override layerName = 'UnitBodyLayer';
  static override defaultProps = {
    getPosition: { type: 'accessor', value: [0, 0, 0] },
    getMotion: { type: 'accessor', value: [0, 0, 0, 0] },
    getFix: { type: 'accessor', value: [0, 1, -1, -1] },
    nowMs: { type: 'function', value: () => 0 },
    sizePx: 20,
    strokePx: 2,
    baseMs: 0,
  };

  override getShaders() {
    return super.getShaders({ vs: UNIT_VERTEX_SHADER, fs: UNIT_FRAGMENT_SHADER, modules: [project32, unitUniforms] });
  }

  override initializeState(): void {
    this.getAttributeManager()!.addInstanced({
      instancePositions: { size: 3, type: 'float64', fp64: this.use64bitPositions(), accessor: 'getPosition' },
      instanceMotion: { size: 4, type: 'float32', accessor: 'getMotion' },
      instanceFix: { size: 4, type: 'float32', accessor: 'getFix' },
    });
  }

  override updateState(params: UpdateParameters<this>): void {
    super.updateState(params);
    if (params.changeFlags.extensionsChanged) {
      this.#model()?.destroy();
      this.setState({ model: this.#createModel() });
      this.getAttributeManager()!.invalidateAll();
    }
  }

  override draw(): void {
    const { nowMs, baseMs, sizePx, strokePx } = this.props;
    const uniforms: UnitUniforms = { nowS: (nowMs() - baseMs) / 1000, sizePx, strokePx };
    const model = this.#model();
    model?.shaderInputs.setProps({ unit: uniforms });
    model?.draw(this.context.renderPass);
  }

  #model(): Model | undefined {
    return this.state?.model as Model | undefined;
  }

  #createModel(): Model {
    return new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      bufferLayout: this.getAttributeManager()!.getBufferLayouts(),
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: { positions: { size: 3, value: new Float32Array([-1, -1, 0, 1, -1, 0, -1, 1, 0, 1, 1, 0]) } },
      }),
      isInstanced: true,
    });
  }
}
