#!/usr/bin/env bash
# The scripts, and the Maven wrapper.
# shellcheck source=.ci/lib.sh
. "$(dirname "$0")/../lib.sh"

shellcheck -x workshop backstage/docs.sh mvnw .ci/run .ci/*.sh .ci/steps/*.sh || fail "shellcheck"
for script in workshop mvnw .ci/run; do
  [[ -x $script ]] || fail "$script is not executable"
done
ok "shellcheck is content"

# The script is what a learner may read in one sitting; the commands are Java.
lines=$(wc -l <workshop)
((lines <= 430)) || fail "workshop has $lines lines, and is to have 430 at most"
ok "workshop has $lines lines"

# In a phase's own folder, mvn does the same as mvn -pl at the top of the tree.
for phase in phase*-*/; do
  phase=${phase%/}
  printf '%s\n' -f ../pom.xml -pl "$phase" -am | cmp -s - "$phase/.mvn/maven.config" || fail "$phase/.mvn/maven.config is missing or wrong"
  cmp -s .mvn/jvm.config "$phase/.mvn/jvm.config" || fail "$phase/.mvn/jvm.config is not that of the tree"
done
ok "every phase's folder has Maven's options"

# The wrapper fetches Maven from Apache's archive; the same file, by its coordinates, must have the sum that it expects.
properties=.mvn/wrapper/maven-wrapper.properties
url=$(sed -n 's/^distributionUrl=//p' "$properties")
expected=$(sed -n 's/^distributionSha256Sum=//p' "$properties")
version=${url##*/apache-maven-}
version=${version%-bin.zip}
[[ $url == "https://archive.apache.org/dist/maven/maven-3/$version/binaries/apache-maven-$version-bin.zip" ]] ||
  fail "distributionUrl is not the archive's: $url"
mkdir "$TEMP/maven"
(cd "$TEMP/maven" && mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
  -Dartifact="org.apache.maven:apache-maven:$version:zip:bin" -DoutputDirectory="$TEMP/maven") >"$TEMP/log" 2>&1 ||
  fail "Maven $version cannot be fetched by its coordinates" "$TEMP/log"
echo "$expected  $TEMP/maven/apache-maven-$version-bin.zip" | sha256sum -c --quiet - >"$TEMP/log" 2>&1 ||
  fail "distributionSha256Sum is not that of apache-maven-$version-bin.zip" "$TEMP/log"
ok "the wrapper's checksum is that of Maven $version"

# The wrapper itself, from a server of our own: it unpacks, checks and starts that Maven.
copy_tree "$TEMP/tree"
sed -i "s#^distributionUrl=.*/#distributionUrl=file://$TEMP/maven/#" "$TEMP/tree/$properties"
mkdir "$TEMP/home" "$TEMP/bin"
# wget knows no file:// addresses; curl does.
for tool in bash sh basename cat chmod cp curl dirname java javac ls mkdir mktemp mv readlink rm sha256sum tr uname unzip; do
  ln -s "$(command -v "$tool")" "$TEMP/bin/$tool"
done
wrapper() { PATH=$TEMP/bin HOME=$TEMP/home MAVEN_USER_HOME=$TEMP/home/.m2 "$TEMP/tree/mvnw" -version >"$TEMP/log" 2>&1; }
wrapper || fail "mvnw does not start Maven" "$TEMP/log"
grep -q "Apache Maven $version" "$TEMP/log" || fail "mvnw starts another Maven" "$TEMP/log"
rm -rf "$TEMP/home/.m2"
sed -i 's/^distributionSha256Sum=./distributionSha256Sum=x/' "$TEMP/tree/$properties"
! wrapper || fail "mvnw starts a Maven whose checksum is wrong"
ok "mvnw starts Maven $version, and no other file"

# Some languages have digits of their own (fa, ar, bn, mr, ne, my): every program starts in no language. Program.start and
# Start.main do it for most.
mains=$(grep -rl --include='*.java' 'static void main(String' ./*/src/main)
[[ -n $mains ]] || fail "no program is found"
# shellcheck disable=SC2086
! grep -LE 'Locale\.setDefault\(Locale\.ROOT\)|Program\.start\(|Start\.main\(' $mains | grep . ||
  fail "the programs above start in the user's language: Locale.setDefault(Locale.ROOT)"
ok "every program starts in no language"

# Whoever builds this may have a mirror: no file names a registry.
if git -c safe.directory='*' ls-files -z --cached --others --exclude-standard |
  xargs -0 grep -nIE '/maven''2/|npm''js|debian\.org''/|repo\.''maven' 2>/dev/null; then
  fail "the files above name a registry"
fi
ok "no file names a registry"
