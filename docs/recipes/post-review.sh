#!/bin/sh
# Puts a review on a merge request as a comment: a new one the first time, from then on in the place of that one.
#
#   post-review.sh FILE
#
# FILE is what `morph2bst diff --format markdown` printed. Its first line marks the comment, and is how it is found again.
#
# REVIEW_TOKEN   may comment: on GitLab a project access token with the scope api, on GitHub the job's own token with the
#                permission pull-requests: write. It is never printed, and no other program sees it in an argument.
# REVIEW_NUMBER  on GitHub: the number of the pull request.
# The rest is what GitLab and GitHub set in every job. Needs curl and node.
#
# Without a token, or where it may not comment (as of forks), nothing is posted, and that is said; the exit code is 0, since
# the review is kept as an artifact. Anything else that goes wrong ends with 1.
set -eu

say() { printf 'post-review: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

[ $# -eq 1 ] && [ -s "$1" ] || fail 'needs one argument, a file with the review'
file=$1

if [ -z "${REVIEW_TOKEN:-}" ]; then
  say 'there is no REVIEW_TOKEN here, as in merge requests from forks: nothing is posted, see the artifact'
  exit 0
fi

if [ -n "${CI_MERGE_REQUEST_IID:-}" ]; then
  comments=$CI_API_V4_URL/projects/$CI_MERGE_REQUEST_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes
  comment=$comments
  update=PUT
  header='PRIVATE-TOKEN:'
elif [ -n "${REVIEW_NUMBER:-}" ]; then
  repository=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY
  comments=$repository/issues/$REVIEW_NUMBER/comments
  comment=$repository/issues/comments
  update=PATCH
  header='Authorization: Bearer'
else
  fail 'this is no job of a merge request: neither CI_MERGE_REQUEST_IID nor REVIEW_NUMBER is set'
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

# request METHOD URL [FILE]: the reply is in $folder/reply, the status in $status. The token goes by stdin, not as an argument.
request() {
  method=$1 url=$2
  shift 2
  # Only what changes nothing is asked again after a failure.
  [ "$method" = POST ] || set -- "$@" --retry 3
  status=$(printf '%s %s\n' "$header" "$REVIEW_TOKEN" |
    curl --silent --show-error --max-time 60 --header @- --header 'Content-Type: application/json' \
      --request "$method" --output "$folder/reply" --write-out '%{http_code}' "$@" "$url") || fail "$method $url failed"
}

# Ends the run where the token may not do this; says why anything else went wrong.
refused() {
  case $status in
    401 | 403 | 404)
      say "the token may not comment here ($1: status $status): nothing is posted, see the artifact"
      exit 0 ;;
  esac
  fail "$1: status $status"
}

# Numbers of the comments in the reply that begin with the first line of the review; behind them how many comments there are.
# shellcheck disable=SC2016
found='
const { readFileSync } = require("node:fs")
const [reply, review] = process.argv.slice(1).map((path) => readFileSync(path, "utf8"))
const comments = JSON.parse(reply)
const [marker] = review.split("\n")
const own = comments.filter(({ body, system }) => !system && (body ?? "").split(/\r?\n/)[0] === marker)
console.log([...own.map(({ id }) => Number(id)), `of ${comments.length}`].join(" "))
'
node -e 'process.stdout.write(JSON.stringify({ body: require("node:fs").readFileSync(process.argv[1], "utf8") }))' "$file" > "$folder/body"

page=1
own=
while :; do
  request GET "$comments?per_page=100&page=$page"
  [ "$status" = 200 ] || refused 'reading the comments'
  list=$(node -e "$found" "$folder/reply" "$file" 2> /dev/null) || fail 'the comments cannot be read'
  own="$own ${list%of *}"
  [ "${list##*of }" -ge 100 ] || break
  page=$((page + 1))
done

for id in $own; do
  request "$update" "$comment/$id" --data-binary "@$folder/body"
  case $status in
    200) say "the comment was updated"; exit 0 ;;
    # Somebody else's, who copied the mark.
    401 | 403 | 404) ;;
    *) refused 'updating the comment' ;;
  esac
done

request POST "$comments" --data-binary "@$folder/body"
[ "$status" = 201 ] || refused 'commenting'
say 'the comment was made'
