/**
 * Cuts the byte stream of a link into frames. In: chunks as the network delivers them. Out: what lies between two flags (0x7E), still
 * escaped; or that something was too long to be a frame.
 * The surprise: every flag ends what came before it and begins what comes after it. A flag never occurs inside a frame, so noise
 * between two frames becomes a frame of its own that fails its checksum, and the frames on both sides of it stay whole.
 */

const FLAG = 0x7e;
/** Header of 2019 with parts 21, body 1023, checksum 1; at worst every byte is escaped and takes two. */
export const MOST_BYTES_A_FRAME = 2 * (21 + 1023 + 1);

export type CutFrame = { ok: true; escaped: Buffer } | { ok: false };

export class FrameReader {
  /** Bytes since the last flag; null = no flag seen yet, or what came since is too long: skip to the next flag. */
  #open: Buffer | null = null;

  push(chunk: Buffer): CutFrame[] {
    const frames: CutFrame[] = [];
    let from = 0;
    while (from < chunk.length) {
      const flag = chunk.indexOf(FLAG, from);
      const piece = chunk.subarray(from, flag === -1 ? chunk.length : flag);
      if (this.#open && piece.length > 0) this.#grow(piece, frames);
      if (flag === -1) break;
      if (this.#open && this.#open.length > 0) frames.push({ ok: true, escaped: this.#open });
      this.#open = Buffer.alloc(0);
      from = flag + 1;
    }
    return frames;
  }

  #grow(piece: Buffer, frames: CutFrame[]): void {
    const open = this.#open!;
    if (open.length + piece.length > MOST_BYTES_A_FRAME) {
      this.#open = null;
      frames.push({ ok: false });
    } else {
      // A copy: what is left of a chunk would keep all of it in memory.
      this.#open = Buffer.concat([open, piece]);
    }
  }
}
