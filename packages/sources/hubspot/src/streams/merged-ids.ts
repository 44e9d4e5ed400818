/** Ids of records that were merged into this one, by both properties that HubSpot keeps them in. */
export function mergedIds(properties: Readonly<Record<string, unknown>>): readonly string[] {
  const lists = [properties["hs_merged_object_ids"], properties["hs_calculated_merged_vids"]];
  const ids = lists.flatMap((list) =>
    typeof list === "string" && list !== "" ? list.split(";") : [],
  );
  // `hs_calculated_merged_vids` is made of `id:epoch`.
  return [...new Set(ids.map((entry) => entry.split(":", 1)[0]?.trim() ?? ""))].filter(
    (id) => id !== "",
  );
}
