package workshop.backstage.instructor;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import workshop.exercises.Problem;

/**
 * The tests of a phase, read from their sources with the JDK's own compiler. It does not have to
 * find the methods that they call.
 */
public final class TestSources {
  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

  /** Where a test belongs. */
  public enum Kind {
    EXERCISE,
    GIVEN,
    /** Neither is said. */
    UNKNOWN
  }

  /**
   * What an annotation says about a test, or about all tests of a class.
   *
   * @param exercise the text in the annotation {@code @Exercise}; empty if there is none
   */
  public record Owner(Kind kind, String exercise) {
    static final Owner UNKNOWN = new Owner(Kind.UNKNOWN, "");

    /** This, or where it says nothing, the other. */
    Owner or(Owner other) {
      return kind == Kind.UNKNOWN ? other : this;
    }
  }

  /**
   * A test method of a class whose name ends in Test.
   *
   * @param method its class and name, for messages
   * @param line from 1 on
   */
  public record TestMethod(Path file, int line, String method, Owner owner) {}

  private record Method(Path file, int line, String name, Owner owner) {}

  /** A class or interface; {@code supertypes} by their simple names. */
  private record Type(
      String name, boolean isRun, Owner owner, List<String> supertypes, List<Method> methods) {}

  private final Map<String, Type> types = new LinkedHashMap<>();

  /**
   * Reads sources.
   *
   * @throws Problem if one is no Java
   */
  public TestSources(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  problems,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        Path file = Path.of(unit.getSourceFile().toUri());
        unit.accept(new Finder(file, unit, positions), null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) {
      throw new Problem(problem.toString());
    }
  }

  /** The tests of all classes that run as unit tests, those that they inherit included. */
  public List<TestMethod> tests() {
    List<TestMethod> tests = new ArrayList<>();
    for (Type type : types.values()) {
      if (type.isRun()) {
        addTests(type, type, tests);
      }
    }
    return tests;
  }

  private void addTests(Type type, Type run, List<TestMethod> tests) {
    for (Method method : type.methods()) {
      tests.add(
          new TestMethod(
              method.file(),
              method.line(),
              run.name() + "." + method.name(),
              method.owner().or(run.owner())));
    }
    for (String supertype : type.supertypes()) {
      Type found = types.get(supertype);
      if (found != null) {
        addTests(found, run, tests);
      }
    }
  }

  private final class Finder extends TreeScanner<Void, Type> {
    private final Path file;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Finder(Path file, CompilationUnitTree unit, SourcePositions positions) {
      this.file = file;
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree tree, Type outer) {
      String name = tree.getSimpleName().toString();
      Owner owner = owner(tree.getModifiers());
      boolean isRun =
          tree.getKind() == Tree.Kind.CLASS
              && !tree.getModifiers().getFlags().contains(Modifier.ABSTRACT);
      if (outer == null) {
        isRun = isRun && name.endsWith("Test");
      } else {
        name = outer.name() + "." + name;
        isRun = isRun && outer.isRun() && has(tree.getModifiers(), Set.of("Nested"));
        owner = owner.or(outer.owner());
      }
      List<String> supertypes = new ArrayList<>();
      if (tree.getExtendsClause() != null) {
        supertypes.add(simpleName(tree.getExtendsClause()));
      }
      tree.getImplementsClause().forEach(supertype -> supertypes.add(simpleName(supertype)));
      Type type = new Type(name, isRun, owner, supertypes, new ArrayList<>());
      types.put(name, type);
      return super.visitClass(tree, type);
    }

    @Override
    public Void visitMethod(MethodTree method, Type type) {
      if (has(method.getModifiers(), TESTS)) {
        // The line of its name, after the annotations.
        long start = positions.getStartPosition(unit, method.getReturnType());
        int line = (int) unit.getLineMap().getLineNumber(start);
        type.methods()
            .add(new Method(file, line, method.getName().toString(), owner(method.getModifiers())));
      }
      return null;
    }
  }

  private static Owner owner(ModifiersTree modifiers) {
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      switch (simpleName(annotation.getAnnotationType())) {
        case "Exercise" -> {
          return new Owner(Kind.EXERCISE, text(annotation.getArguments()));
        }
        case "Given" -> {
          return new Owner(Kind.GIVEN, "");
        }
        default -> {}
      }
    }
    return Owner.UNKNOWN;
  }

  private static String text(List<? extends ExpressionTree> arguments) {
    for (ExpressionTree argument : arguments) {
      ExpressionTree value =
          argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
      if (value instanceof LiteralTree literal && literal.getValue() instanceof String text) {
        return text;
      }
    }
    return arguments.toString();
  }

  private static boolean has(ModifiersTree modifiers, Set<String> names) {
    return modifiers.getAnnotations().stream()
        .anyMatch(annotation -> names.contains(simpleName(annotation.getAnnotationType())));
  }

  private static String simpleName(Tree type) {
    Tree raw = type instanceof ParameterizedTypeTree parameterized ? parameterized.getType() : type;
    String name = raw.toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
