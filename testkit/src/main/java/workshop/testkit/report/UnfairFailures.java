package workshop.testkit.report;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import workshop.exercises.ExerciseId;
import workshop.exercises.Phase;

/**
 * Corrects failures that would mislead a learner, anywhere in a test:
 *
 * <ul>
 *   <li>A test may need an exercise of an <em>earlier</em> phase that is not done. It says nothing
 *       about this phase, so it is aborted.
 *   <li>When memory runs out, JUnit would end the whole run. Here only this test fails.
 *   <li>If code asks a buffer for an array that it does not have, Java throws an exception without
 *       a message. Here the failure explains it.
 * </ul>
 *
 * <p>JUnit finds this by its entry in META-INF/services.
 */
public final class UnfairFailures implements InvocationInterceptor {
  private static final Pattern PHASE_IN_PATH = Pattern.compile("/(phase[^/]+)/");

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    return proceed(invocation, context);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public <T> T interceptTestFactoryMethod(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    return proceed(invocation, context);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  private static <T> T proceed(Invocation<T> invocation, ExtensionContext context)
      throws Throwable {
    try {
      return invocation.proceed();
    } catch (OutOfMemoryError e) {
      throw new AssertionError("memory ran out: does a loop add things and never end?", e);
    } catch (Exception | Error e) {
      Optional<Integer> phase = phase(context);
      Optional<ExerciseId> missing = Causes.exerciseNotDone(e);
      if (phase.isPresent() && missing.isPresent() && missing.get().phase() < phase.get()) {
        throw new WaitsForExercise(missing.get(), phase.get(), e);
      }
      if (Causes.of(e).stream().anyMatch(UnfairFailures::isArrayMissed)) {
        throw new AssertionError(
            "This buffer has no array(): its bytes are in direct memory, like every frame of a"
                + " device (or it is read-only). Use get, getShort, put and so on.",
            e);
      }
      throw e;
    }
  }

  /**
   * Whether somebody has called array() or arrayOffset() on a buffer without an accessible array.
   */
  private static boolean isArrayMissed(Throwable cause) {
    return cause instanceof UnsupportedOperationException
        && Stream.of(cause.getStackTrace())
            .limit(1)
            .anyMatch(
                frame ->
                    frame.getClassName().equals("java.nio.ByteBuffer")
                        && frame.getMethodName().startsWith("array"));
  }

  /**
   * The phase that is tested. Maven names its folder (a system property is enough). Otherwise the
   * folder is in the path of the test's classes.
   */
  private static Optional<Integer> phase(ExtensionContext context) {
    Optional<String> module = context.getConfigurationParameter(Settings.MODULE);
    if (module.isPresent()) {
      return Phase.number(Path.of(module.get()).getFileName().toString());
    }
    CodeSource source = context.getRequiredTestClass().getProtectionDomain().getCodeSource();
    Matcher folder = PHASE_IN_PATH.matcher(source == null ? "" : source.getLocation().getPath());
    return folder.find() ? Phase.number(folder.group(1)) : Optional.empty();
  }
}
