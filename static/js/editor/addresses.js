/* Which addresses may be linked to. The server decides in the end (journal/document/inline.py); this says it early. */

/** The address as it may be linked to, or null. */
export function safeHref(address) {
  const trimmed = String(address).trim();
  if (!trimmed || trimmed.length > 2000 || /[\s\\\p{C}\p{Z}]/u.test(trimmed)) return null;
  const written = trimmed.replace(/"/g, "%22").replace(/</g, "%3C").replace(/>/g, "%3E");
  if (/^#./.test(written) || /^\/(?!\/)/.test(written)) return written;
  const scheme = /^([a-z]+):(.*)$/i.exec(written);
  if (!scheme) return null;
  const name = scheme[1].toLowerCase();
  if (name === "mailto") return scheme[2].slice(1).includes("@") ? `mailto:${scheme[2]}` : null;
  if (name !== "http" && name !== "https") return null;
  const host = /^\/\/([^/?#]+)/.exec(scheme[2]);
  return host && !host[1].includes("@") ? `${name}:${scheme[2]}` : null;
}

/** What somebody typed as an address: "example.org" is meant as a web page. */
export function meantHref(typed) {
  const words = typed.trim();
  return safeHref(words) || (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(words) ? safeHref(`https://${words}`) : null);
}
