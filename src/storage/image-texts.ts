/** The text on the images of a posting, as SQL: of `p` (posting) and `r` (its revision), by the images' number. */
export const imageTextsOf = `array(
  select coalesce(g.text, '')
  from jsonb_array_elements(coalesce(r.fields -> 'images', '[]')) with ordinality named(image, number)
  left join posting_image i on i."postingId" = p.id and i.url = named.image ->> 'url'
  left join image_reading g on g."blobHash" = i."blobHash"
  order by named.number)`;
