/**
 * What a terminal says of itself when it registers (0x0100) and signs on (0x0102). In: the body and the edition. Out: texts, or null
 * when the fixed part is not there. Texts are GBK and padded with zeros or spaces, on either side.
 * Before 2013 the model had 8 bytes: a body too short for 2013 is read so, as platforms in the field do.
 */

export interface Registration {
  maker: string;
  model: string;
  terminalId: string;
  /** Number plate or chassis number; '' = none. */
  plate: string;
}

/** Widths in bytes of maker, model and terminal id. */
const WIDTHS = { 2011: [5, 8, 7], 2013: [5, 20, 7], 2019: [11, 30, 30] } as const;
/** Province and city before them. */
const REGION_BYTES = 4;
const PLATE_COLOUR_BYTES = 1;
const IMEI_BYTES = 15;

const gbk = new TextDecoder('gbk');

export function readRegistration(body: Buffer, is2019: boolean): Registration | null {
  const edition = is2019 ? 2019 : body.length >= fixedBytes(2013) ? 2013 : 2011;
  if (body.length < fixedBytes(edition)) return null;
  const [makerBytes, modelBytes, idBytes] = WIDTHS[edition];
  const modelAt = REGION_BYTES + makerBytes;
  const idAt = modelAt + modelBytes;
  const colourAt = idAt + idBytes;
  return {
    maker: textOf(body.subarray(REGION_BYTES, modelAt)),
    model: textOf(body.subarray(modelAt, idAt)),
    terminalId: textOf(body.subarray(idAt, colourAt)),
    plate: textOf(body.subarray(colourAt + PLATE_COLOUR_BYTES)),
  };
}

/** The code it was given when it registered. 2019 has its length in front and IMEI and firmware behind it. */
export function readAuthCode(body: Buffer, is2019: boolean): string | null {
  if (!is2019) return textOf(body);
  const length = body[0];
  if (length === undefined || body.length < 1 + length + IMEI_BYTES) return null;
  return textOf(body.subarray(1, 1 + length));
}

function fixedBytes(edition: keyof typeof WIDTHS): number {
  return WIDTHS[edition].reduce((sum, width) => sum + width, REGION_BYTES + PLATE_COLOUR_BYTES);
}

function textOf(bytes: Buffer): string {
  return gbk.decode(bytes).replace(/^[\0 ]+|[\0 ]+$/g, '');
}
