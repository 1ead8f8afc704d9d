package workshop.backstage.docs.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workshop.backstage.docs.page.Block;
import workshop.backstage.docs.page.Finding;
import workshop.backstage.docs.page.Mark;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Problem;

/** The blocks of a page that are cut out of the sources: whether they are up to date. */
public final class CutBlocks {
  private static final String ANEW = "differs from %s; run ./workshop docs";

  private final Cutter cutter;

  public CutBlocks(Cutter cutter) {
    this.cutter = cutter;
  }

  /** Whether a block is cut at all. */
  public static boolean isCut(Block block) {
    return block.mark(Mark.Kind.CODE).isPresent() || block.mark(Mark.Kind.PICTURE).isPresent();
  }

  /** What is wrong in this page's code and pictures. */
  public List<Finding> check(Page page) {
    List<Finding> findings = new ArrayList<>();
    for (Block block : page.blocks()) {
      try {
        Optional<List<String>> wanted = wanted(block);
        if (wanted.isPresent() && !wanted.get().equals(block.lines())) {
          int same = 0;
          while (same < Math.min(wanted.get().size(), block.lines().size())
              && wanted.get().get(same).equals(block.lines().get(same))) {
            same++;
          }
          findings.add(new Finding(page.name(), block.lineOf(same), ANEW.formatted(source(block))));
        }
      } catch (Problem e) {
        findings.add(new Finding(page.name(), block.line() - 1, e.getMessage()));
      }
    }
    return findings;
  }

  /** The text of the page with its code and pictures as the sources have them now. */
  public String anew(Page page) {
    List<String> lines = new ArrayList<>(page.lines());
    for (int i = page.blocks().size() - 1; i >= 0; i--) {
      Block block = page.blocks().get(i);
      Optional<List<String>> wanted;
      try {
        wanted = wanted(block);
      } catch (Problem e) {
        continue; // the check tells of it
      }
      if (wanted.isPresent()) {
        List<String> old = lines.subList(block.line(), block.line() + block.lines().size());
        old.clear();
        old.addAll(
            wanted.get().stream()
                .map(line -> line.isEmpty() ? line : block.indentation() + line)
                .toList());
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private Optional<List<String>> wanted(Block block) {
    Optional<Mark> code = block.mark(Mark.Kind.CODE);
    if (code.isPresent()) {
      return Optional.of(cutter.code(code.get().value()));
    }
    return block.mark(Mark.Kind.PICTURE).map(mark -> cutter.picture(mark.value()));
  }

  private static String source(Block block) {
    String value =
        block
            .mark(Mark.Kind.CODE)
            .or(() -> block.mark(Mark.Kind.PICTURE))
            .map(Mark::value)
            .orElseThrow();
    return value.replaceFirst("[# ].*", "");
  }
}
