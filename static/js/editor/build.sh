#!/bin/sh
# Builds static/js/vendor/prosemirror.js, the one file of other people's code that the writing surface uses, from the
# packages pinned in packages.txt. Needs node and npm; run it by `make editor`. The site itself needs neither.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
vendor=$here/../vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2046
npm install --silent --no-package-lock --no-audit --no-fund --prefix "$work" \
    esbuild@0.28.2 $(cat "$here/packages.txt")

sed -n 's/^\(prosemirror-[a-z-]*\)@.*$/export * from "\1"/p' "$here/packages.txt" > "$work/entry.js"
"$work/node_modules/.bin/esbuild" "$work/entry.js" --bundle --format=esm --target=es2021 --minify --charset=utf8 \
    --legal-comments=none --log-level=warning --banner:js='/* ProseMirror; licences in LICENSES.txt beside this file. */' \
    --outfile="$vendor/prosemirror.js"

{
    echo "static/js/vendor/prosemirror.js is built from these packages by \`make editor\`."
    while read -r package; do
        folder=$work/node_modules/${package%@*}
        printf '\n%s\n\n%s\n' "======== $package ========" "$(cat "$folder"/LICEN[CS]E*)"
    done < "$here/packages.txt"
} > "$vendor/LICENSES.txt"
wc -c "$vendor/prosemirror.js"
