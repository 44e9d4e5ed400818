/**
 * The page with what stands between its two comments replaced: `<!-- streams … -->` and `<!-- /streams -->`, on lines of
 * their own.
 */
export function replaceSection(page: string, text: string): string {
  const parts =
    /^(?<head>[\s\S]*^<!-- streams\b[^\n]*-->\n)[\s\S]*?(?<tail>^<!-- \/streams -->$[\s\S]*)$/m.exec(
      page,
    )?.groups;
  if (parts === undefined) throw new Error("The page has no <!-- streams --> … <!-- /streams -->.");
  return `${parts["head"]}\n${text}\n\n${parts["tail"]}`;
}
