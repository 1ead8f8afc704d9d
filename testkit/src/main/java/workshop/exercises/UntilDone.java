package workshop.exercises;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import java.util.List;
import java.util.Optional;

/**
 * What {@code @UntilDone("true")} says about a method: the value that it returns until its exercise
 * is done. The program goes on with this value.
 *
 * @param value a Java expression; empty for a method that returns nothing
 */
public record UntilDone(String value) {

  /**
   * Reads it; empty if the method has no such annotation.
   *
   * @param place where the method is, for messages
   * @throws Problem if the annotation does not fit the method
   */
  static Optional<UntilDone> of(MethodTree method, String place) {
    Optional<UntilDone> found =
        method.getModifiers().getAnnotations().stream()
            .filter(UntilDone::isOne)
            .findFirst()
            .map(annotation -> new UntilDone(value(annotation, place)));
    boolean returnsNothing = "void".equals(String.valueOf(method.getReturnType()));
    if (found.isPresent() && found.get().value.isEmpty() != returnsNothing) {
      throw new Problem(
          "%s: %s returns %s.\n%s"
              .formatted(
                  place,
                  method.getName(),
                  returnsNothing ? "nothing" : "something",
                  returnsNothing
                      ? "Write @UntilDone alone."
                      : "Say what until then, for instance @UntilDone(\"true\")."));
    }
    return found;
  }

  private static boolean isOne(AnnotationTree annotation) {
    return List.of("UntilDone", "workshop.UntilDone")
        .contains(annotation.getAnnotationType().toString());
  }

  private static String value(AnnotationTree annotation, String place) {
    if (annotation.getArguments().isEmpty()) {
      return "";
    }
    ExpressionTree argument = annotation.getArguments().get(0);
    if (argument instanceof AssignmentTree named) {
      argument = named.getExpression();
    }
    if (argument instanceof LiteralTree literal && literal.getValue() instanceof String value) {
      return value;
    }
    throw new Problem(
        "%s: @UntilDone takes one string.\nFor instance @UntilDone(\"true\").".formatted(place));
  }
}
