/**
 * How a unit looks, as GLSL. The vertex shader moves the body along its last step; the fragment shader draws the symbol of
 * wall-ux §6 from distance functions, so it is sharp at every size and the age ladder costs the main thread nothing:
 * shape = class, fill = freshness, dashes = stale, cross = lost.
 */

import { AGEING_INTERVALS, FRESH_INTERVALS, lostAfterMs, STALE_AFTER_MS } from '../../server/contract/freshness.ts';

/** The age ladder is decided in freshness.ts; the shader only gets its numbers. */
const glsl = (value: number) => value.toFixed(1);

const uniformBlock = /* glsl */ `\
layout(std140) uniform unitUniforms {
  float nowS;
  float sizePx;
  float strokePx;
} unit;
`;

export type UnitUniforms = {
  /** Seconds on the same axis as the `getMotion` start and the `getFix` time. */
  nowS: number;
  /** Edge of the symbol including its halo. */
  sizePx: number;
  strokePx: number;
};

export const unitUniforms = {
  name: 'unit',
  vs: uniformBlock,
  fs: uniformBlock,
  uniformTypes: { nowS: 'f32', sizePx: 'f32', strokePx: 'f32' },
} as const;

export const UNIT_VERTEX_SHADER = /* glsl */ `\
#version 300 es
#define SHADER_NAME unit-body-vertex-shader

in vec3 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in vec4 instanceMotion; // step since the last fix in common space (x, y), start and duration in seconds
in vec4 instanceFix;    // time of the fix in seconds, reporting interval in seconds, heading in degrees (< 0 unknown), shape

out vec2 vPx;
flat out vec4 vFix;

void main(void) {
  geometry.worldPosition = instancePositions;
  vFix = instanceFix;
  float halfPx = instanceFix.w < 0.0 ? 0.0 : unit.sizePx * 0.5;
  vPx = positions.xy * halfPx;

  float t = instanceMotion.w > 0.0 ? clamp((unit.nowS - instanceMotion.z) / instanceMotion.w, 0.0, 1.0) : 1.0;
  gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
  gl_Position += project.viewProjectionMatrix * vec4(instanceMotion.xy * (t - 1.0), 0.0, 0.0);
  gl_Position.xy += project_pixel_size_to_clipspace(vPx);
}
`;

export const UNIT_FRAGMENT_SHADER = /* glsl */ `\
#version 300 es
#define SHADER_NAME unit-body-fragment-shader
precision highp float;

in vec2 vPx;
flat in vec4 vFix;
out vec4 fragColor;

const vec3 BODY = vec3(0.845, 0.875, 0.905);
const vec3 OFF = vec3(0.537, 0.584, 0.639);
const vec3 HALO = vec3(0.043, 0.059, 0.078);

float box(vec2 p, vec2 halfSize, float radius) {
  vec2 q = abs(p) - halfSize + radius;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
}

// Pentagon that points up: a vehicle with a known heading.
float pentagon(vec2 p, float r) {
  p.x = abs(p.x);
  float roof = dot(p - vec2(0.0, r), vec2(0.846, 0.533));
  float wall = dot(p - vec2(0.68 * r, -0.08 * r), vec2(0.978, -0.210));
  return max(max(roof, wall), -p.y - 0.86 * r);
}

float hexagon(vec2 p, float r) {
  p = abs(p);
  return max(dot(p, vec2(0.866, 0.5)), p.y) - r * 0.82;
}

void main(void) {
  float age = unit.nowS - vFix.x;
  float interval = vFix.y;
  bool stale = age > min(${glsl(AGEING_INTERVALS)} * interval, ${glsl(STALE_AFTER_MS / 1000)});
  bool lost = age > max(${glsl(FRESH_INTERVALS)} * interval, ${glsl(lostAfterMs(0) / 1000)});
  bool ageing = age > ${glsl(FRESH_INTERVALS)} * interval;
  bool hasHeading = vFix.z >= 0.0 && !stale;

  vec2 p = vPx;
  float r = unit.sizePx * 0.5 - unit.strokePx * 1.5;
  int shape = int(vFix.w + 0.5);
  float d;
  if (shape == 1) {
    if (hasHeading) {
      float a = radians(vFix.z);
      p = vec2(p.x * cos(a) - p.y * sin(a), p.x * sin(a) + p.y * cos(a));
      d = pentagon(p, r);
    } else d = box(p, vec2(r * 0.86, r * 0.52), r * 0.3); // stands, or does not say where it heads: no point, no claim
  } else if (shape == 2) d = hexagon(p, r * 0.8);
  else d = box(p, vec2(r * 0.58), r * 0.14);

  float w = unit.strokePx;
  if (lost) { // a cross at the last position
    vec2 q = vec2(vPx.x + vPx.y, vPx.x - vPx.y) * 0.7071;
    d = min(box(q, vec2(r * 0.8, w * 0.6), 0.0), box(q, vec2(w * 0.6, r * 0.8), 0.0));
  }

  float ink;
  vec3 colour = BODY;
  if (lost) { ink = 1.0 - smoothstep(-0.7, 0.7, d); colour = OFF; }
  else if (stale) {
    float ring = abs(d + w * 0.5) - w * 0.5;
    float dash = step(0.42, fract((atan(p.y, p.x) / 6.28318 + 0.5) * 12.0));
    ink = (1.0 - smoothstep(-0.7, 0.7, ring)) * dash;
    colour = OFF;
  } else {
    float fill = ageing ? 0.6 : 1.0;
    float edge = 1.0 - smoothstep(-0.7, 0.7, abs(d + w * 0.4) - w * 0.4);
    ink = max((1.0 - smoothstep(-0.7, 0.7, d)) * fill, edge);
  }
  // A hollow symbol stays hollow: its halo follows the outline and does not fill it.
  float haloD = stale && !lost ? abs(d + w * 0.5) - w * 0.5 : d;
  float halo = (1.0 - smoothstep(w * 0.6, w * 1.4, haloD)) * 0.85;
  float alpha = ink + halo * (1.0 - ink);
  if (alpha < 0.004) discard;
  fragColor = vec4(mix(HALO, colour, ink / max(alpha, 1e-4)), alpha);
}
`;
