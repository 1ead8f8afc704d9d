package workshop.backstage.docs.code;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import workshop.exercises.MethodBodies;
import workshop.exercises.Problem;

/** A Java file, and the lines of its types and members. */
final class JavaSource {
  /**
   * A type or a member of one.
   *
   * @param name "Outer.member" for what is nested deeper than in the file's type
   * @param javadoc the index of the line where its javadoc starts; from, if it has none
   * @param from the index of its first line, from 0 on
   * @param to the index of the line behind its last
   */
  record Member(String name, int javadoc, int from, int to) {}

  private final List<String> lines;
  private final List<Member> types = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  /**
   * Reads a file.
   *
   * @param name for messages
   * @throws Problem if the text is no Java
   */
  JavaSource(String name, String text) {
    lines = text.lines().toList();
    MethodBodies.parse(
        name,
        text,
        (unit, trees) -> {
          for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree tree) {
              types.add(member("" + tree.getSimpleName(), tree, text, unit, trees));
              addMembers("", tree, text, unit, trees);
            }
          }
        });
  }

  private void addMembers(
      String prefix, ClassTree type, String text, CompilationUnitTree unit, Trees trees) {
    for (Tree tree : type.getMembers()) {
      SourcePositions positions = trees.getSourcePositions();
      if (positions.getEndPosition(unit, tree) < 0) {
        continue; // the compiler has added it, a constructor for instance
      }
      if (tree instanceof MethodTree method) {
        String name = method.getName().toString();
        name = name.equals("<init>") ? type.getSimpleName().toString() : name;
        members.add(member(prefix + name, tree, text, unit, trees));
      } else if (tree instanceof VariableTree field) {
        members.add(member(prefix + field.getName(), tree, text, unit, trees));
      } else if (tree instanceof ClassTree nested) {
        members.add(member(prefix + nested.getSimpleName(), tree, text, unit, trees));
        addMembers(prefix + nested.getSimpleName() + ".", nested, text, unit, trees);
      }
    }
  }

  private static Member member(
      String name, Tree tree, String text, CompilationUnitTree unit, Trees trees) {
    SourcePositions positions = trees.getSourcePositions();
    int start = (int) positions.getStartPosition(unit, tree);
    int end = (int) positions.getEndPosition(unit, tree);
    int comment = start;
    String before = text.substring(0, start).stripTrailing();
    if (before.endsWith("*/")) {
      int open = before.lastIndexOf("/*");
      comment = before.startsWith("/**", open) ? open : start;
    }
    return new Member(
        name, lineOf(comment, unit) - 1, lineOf(start, unit) - 1, lineOf(end - 1, unit));
  }

  private static int lineOf(int position, CompilationUnitTree unit) {
    return (int) unit.getLineMap().getLineNumber(position);
  }

  List<String> lines() {
    return lines;
  }

  /** Those on the top level; the first is the one that the file is named after, as a rule. */
  List<Member> types() {
    return types;
  }

  /** All of this name: methods may be overloaded. */
  List<Member> members(String name) {
    return members.stream().filter(member -> member.name().equals(name)).toList();
  }
}
