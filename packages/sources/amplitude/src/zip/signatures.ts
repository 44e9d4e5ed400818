/** The first four bytes of each part of an archive, little-endian. */
export const LOCAL_HEADER = 0x04034b50;
export const DESCRIPTOR = 0x08074b50;
export const DIRECTORY_ENTRY = 0x02014b50;
export const DIRECTORY_END = 0x06054b50;
export const DIRECTORY_END_64 = 0x06064b50;
export const LOCATOR_64 = 0x07064b50;

export function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Sizes of archives stay far below 2^53. */
export function longAt(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}
