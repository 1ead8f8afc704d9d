#!/usr/bin/env bash
# The branch with the answers: nothing but the answers is in it, it is always the same, and plain Maven is content with it.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

log=$TEMP/log

# Git without anything that this machine's users may have set.
real_home=$HOME
export GIT_CONFIG_NOSYSTEM=1 HOME=$TEMP/home
mkdir "$HOME"
git config --global user.name CI
git config --global user.email ci@localhost
git config --global init.defaultBranch main
git config --global advice.detachedHead false

copy_tree "$TEMP/tree"
cd "$TEMP/tree" || exit 1
git init -q . || fail "git init"
git add -A || fail "git add"
git commit -q -m 'The workshop' || fail "git commit"

# --- what is in it
./workshop solutions-branch >"$log" 2>&1 || fail "./workshop solutions-branch" "$log"
cat "$log"
id=$(git rev-parse solutions)
mapfile -t changed < <(git diff --name-only main solutions)
((${#changed[@]} > 0)) || fail "the branch solutions is like main"
without_answers() { sed '/^ *\/\/ --- Exercise /,/^ *\/\/ --- End of exercise /d'; }
for file in "${changed[@]}"; do
  [[ $file =~ ^phase[0-9]+-[a-z0-9]+/src/exercise/java/.*\.java$ ]] || fail "the branch solutions changes $file"
  git show "main:$file" | without_answers >"$TEMP/main"
  git show "solutions:$file" | without_answers | cmp -s - "$TEMP/main" || fail "the branch solutions changes more than answers in $file"
  git show "solutions:${file/exercise/solution}" | sed '/^\/\/ Hints for /,$d' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' >"$TEMP/answers"
  git show "solutions:$file" | cmp -s - "$TEMP/answers" || fail "$file is not what src/solution has"
done
! git grep -n 'workshop\.NotDone' solutions -- 'phase*/src/exercise' || fail "the exercises above have no answer in the branch solutions"
ok "git diff main solutions: answers, and nothing else, in ${#changed[@]} files"

# --- the same again, and elsewhere
./workshop solutions-branch >"$log" 2>&1 || fail "./workshop solutions-branch, a second time" "$log"
grep -q 'up to date' "$log" || fail "a second time, the branch is made anew" "$log"
git clone -q --depth 1 "file://$TEMP/tree" "$TEMP/clone" || fail "git clone"
(
  cd "$TEMP/clone" || exit 1
  git config user.name Another
  git config commit.gpgSign true
  git config core.autocrlf true
  export TZ=Asia/Tokyo LANG=de_DE.UTF-8
  ./workshop solutions-branch >"$log" 2>&1
) || fail "./workshop solutions-branch in a shallow clone" "$log"
[[ $(git -C "$TEMP/clone" rev-parse solutions) == "$id" ]] || fail "another clone makes another commit"
ok "the same commit each time, in a second clone too: $id"

# --- nobody's work is overwritten
git -C "$TEMP/clone" config commit.gpgSign false
git -C "$TEMP/clone" switch -q solutions
git -C "$TEMP/clone" commit -q --allow-empty -m 'By hand'
by_hand=$(git -C "$TEMP/clone" rev-parse solutions)
git -C "$TEMP/clone" switch -q main
! "$TEMP/clone/workshop" solutions-branch >"$log" 2>&1 || fail "a commit by hand is overwritten" "$log"
grep -q -- '--force' "$log" || fail "a commit by hand is kept, but it is not said what to do" "$log"
[[ $(git -C "$TEMP/clone" rev-parse solutions) == "$by_hand" ]] || fail "a commit by hand is gone"
"$TEMP/clone/workshop" solutions-branch --force >"$log" 2>&1 || fail "./workshop solutions-branch --force" "$log"
[[ $(git -C "$TEMP/clone" rev-parse solutions) == "$id" ]] || fail "--force does not make the branch"
ok "a commit made by hand is kept until --force"

# --- without git, and without a repository
mkdir "$TEMP/zip" "$TEMP/bin"
git archive main | tar -C "$TEMP/zip" -xf -
! "$TEMP/zip/workshop" solutions-branch >"$log" 2>&1 || fail "there is a branch without a repository" "$log"
grep -q 'git init' "$log" || fail "without a repository it is not said what to do" "$log"
ln -s /bin/* /usr/bin/* "$TEMP/bin" 2>/dev/null # where /bin is /usr/bin, all are there already
rm -f "$TEMP/bin"/git*
java_home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
! PATH=$TEMP/bin JAVA_HOME=$java_home ./workshop solutions-branch >"$log" 2>&1 || fail "there is a branch without git" "$log"
grep -q 'git is missing' "$log" || fail "without git it is not said what is wrong" "$log"
ok "no git, or no repository: each is told"

# --- plain Maven, on a checkout of it. (The same answers under the integration tests: step 30.)
git worktree add -q "$TEMP/solutions" solutions || fail "git worktree add"
cd "$TEMP/solutions" || exit 1
grep -q '<answers>exercise</answers>' pom.xml || fail "plain Maven does not compile src/exercise"
HOME=$real_home mvn -B -ntp -Dstyle.color=never test >"$log" 2>&1 || fail "mvn test on the branch solutions" "$log"
mapfile -t reports < <(find . -path '*/target/surefire-reports/TEST-*.xml')
((${#reports[@]} > 0)) || fail "no test ran on the branch solutions" "$log"
! grep -lE '<testsuite [^>]*(failures|errors|skipped)="[1-9]' "${reports[@]}" || fail "the reports above are not all green"
ok "mvn test is green on the branch solutions: ${#reports[@]} reports, nothing skipped"
