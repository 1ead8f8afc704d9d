package workshop.backstage.docs.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workshop.backstage.docs.page.Finding;
import workshop.exercises.Workshop;

/** Checks that the pages name the version in pom.xml. */
final class Version {
  private static final Pattern REVISION = Pattern.compile("<revision>([^<]+)</revision>");

  private Version() {}

  static List<Finding> check(Path root) {
    List<Finding> findings = new ArrayList<>();
    Path pom = root.resolve("pom.xml");
    Matcher revision = REVISION.matcher(Files.exists(pom) ? Workshop.read(pom) : "");
    if (revision.find()) {
      String version = revision.group(1);
      expect(root, "README.md", "`v%s`".formatted(version), findings);
      expect(root, "CHANGELOG.md", "## [%s]".formatted(version), findings);
    }
    return findings;
  }

  private static void expect(Path root, String page, String words, List<Finding> findings) {
    Path file = root.resolve(page);
    if (!Files.exists(file) || !Workshop.read(file).contains(words)) {
      findings.add(
          new Finding(
              page, 1, "%s is missing: that is the version in pom.xml; name it".formatted(words)));
    }
  }
}
