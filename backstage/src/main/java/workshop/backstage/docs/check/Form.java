package workshop.backstage.docs.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import workshop.backstage.docs.page.Block;
import workshop.backstage.docs.page.Finding;
import workshop.backstage.docs.page.Mark;
import workshop.backstage.docs.page.Page;

/** Whether blocks and lines have the form that all pages share. */
final class Form {
  private static final int WIDTH = 100;

  /** A misspelt language would keep a block from being run. */
  private static final Set<String> LANGUAGES =
      Set.of(
          "console", "sh", "java", "text", "diff", "mermaid", "xml", "json", "yaml", "ini", "html");

  private Form() {}

  /** Its blocks. */
  static List<Finding> check(Page page) {
    List<Finding> findings = new ArrayList<>();
    for (Block block : page.blocks()) {
      String wrong = wrongLanguage(block);
      if (!wrong.isEmpty()) {
        findings.add(new Finding(page.name(), block.line(), wrong));
      }
    }
    return findings;
  }

  /** The length of its lines: a diff is read beside the other one. */
  static List<Finding> checkWidth(Page page) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < page.lines().size(); i++) {
      String line = page.lines().get(i);
      if (line.codePointCount(0, line.length()) > WIDTH
          && !page.isWide(i + 1)
          && !line.contains("](")
          && !line.contains("https://")
          && !line.startsWith("<!--")) {
        findings.add(
            new Finding(
                page.name(),
                i + 1,
                "this line is longer than %d characters; break it".formatted(WIDTH)));
      }
    }
    return findings;
  }

  private static String wrongLanguage(Block block) {
    if (block.language().isEmpty()) {
      return "this block has no language; write one behind the fence, text if it is none";
    }
    return LANGUAGES.contains(block.language())
        ? ""
        : "there is no language \"%s\" here; write one of %s"
            .formatted(block.language(), String.join(", ", LANGUAGES.stream().sorted().toList()));
  }

  /** The marks of a page that has some. */
  static List<Finding> checkMarks(Page page) {
    List<Finding> findings = new ArrayList<>();
    for (Block block : page.blocks()) {
      for (Mark mark : block.marks()) {
        if (!mark.kind().languages().contains(block.language())) {
          findings.add(
              new Finding(
                  page.name(),
                  mark.line(),
                  "the mark \"%s\" is for blocks of %s, not of \"%s\"; take the one or the other away"
                      .formatted(
                          mark.kind().word(),
                          String.join(" or ", mark.kind().languages()),
                          block.language())));
        }
      }
      if (block.language().equals("java") && block.mark(Mark.Kind.CODE).isEmpty()) {
        findings.add(
            new Finding(
                page.name(),
                block.line(),
                "Java that is not cut from a source; put a mark above it: <!-- code: PATH#member -->"));
      }
    }
    return findings;
  }
}
