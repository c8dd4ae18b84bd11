/** Words of the API's request bodies. A path is shown only as far as it consists of them. */
const WORDS = new Set(
  `parent page_id data_source_id database_id children properties initial_data_source title name description icon cover
  emoji paragraph heading_1 heading_2 heading_3 heading_4 callout quote toggle bulleted_list_item numbered_list_item
  to_do table table_row cells code divider rich_text text content link url annotations mention equation markdown
  select multi_select status options group date start end people relation number checkbox email phone_number files
  filter and or sorts property timestamp position after_block id type configuration page_size start_cursor
  content_updates old_str new_str length`.split(/\s+/),
);

/**
 * Where in our request Notion saw a mistake, e.g. `body.children[3].paragraph.rich_text[0].text.content.length`; null if it
 * does not say. Its messages end in what "instead was" sent, so they are never shown whole: only this path is
 * taken, up to the first word that is not the API's own. Of a property not even its name remains.
 */
export function requestPlace(message: string): string | null {
  const path = /^body failed validation[^`"]{0,40}?\bbody((?:\.\w{1,30}|\[\d{1,6}\]){1,30})/.exec(
    message,
  )?.[1];
  const steps = path?.match(/\.\w+|\[\d+\]/g) ?? [];
  const foreign = steps.findIndex((step) => step.startsWith(".") && !WORDS.has(step.slice(1)));
  const known = foreign === -1 ? steps : steps.slice(0, foreign);
  return known.length > 0 ? `body${known.join("")}` : null;
}
