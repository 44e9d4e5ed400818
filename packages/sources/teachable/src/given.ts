/** An object with this one field, or with none where there is no value. */
export function given<K extends string, V>(
  name: K,
  value: V | undefined,
): { readonly [_ in K]?: V } {
  // An object made of one name has exactly that one.
  return (value === undefined ? {} : { [name]: value }) as { readonly [_ in K]?: V };
}
