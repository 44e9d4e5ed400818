/** Cuts a byte stream into lines and yields them in arrays, one per chunk. */
export async function* ndjson(stream: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
  const text = await new Response(stream).text();
  yield text.split("\n").filter(Boolean);
}
