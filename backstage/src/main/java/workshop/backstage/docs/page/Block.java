package workshop.backstage.docs.page;

import java.util.List;
import java.util.Optional;

/**
 * A fenced block.
 *
 * @param line the line of its opening fence, from 1 on
 * @param language the first word behind the fence; empty if there is none
 * @param indentation the white space before the fence
 * @param lines what is in it, without that indentation
 * @param marks those directly above it, in their order
 */
public record Block(
    int line, String language, String indentation, List<String> lines, List<Mark> marks) {

  /** The line of the page that has this line of the block. */
  public int lineOf(int index) {
    return line + 1 + index;
  }

  /** The mark of this kind, the first if there are several. */
  public Optional<Mark> mark(Mark.Kind kind) {
    return marks.stream().filter(mark -> mark.kind() == kind).findFirst();
  }

  /** All marks of this kind. */
  public List<Mark> marks(Mark.Kind kind) {
    return marks.stream().filter(mark -> mark.kind() == kind).toList();
  }
}
