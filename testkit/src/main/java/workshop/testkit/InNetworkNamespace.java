package workshop.testkit;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Runs each test, with its {@code @BeforeEach} and {@code @AfterEach} methods, in a thread of its
 * own. The thread has a network namespace of its own, with lo and nothing else:
 *
 * <pre>{@code @ExtendWith(InNetworkNamespace.class)}</pre>
 *
 * <p>Sockets belong to the namespace of the thread that makes them; threads and programs begin in
 * the namespace of the thread that starts them. The namespace ends when the last of them ends. Some
 * things stay outside: the constructor and the fields of the test class, {@code @BeforeAll}, and
 * threads of pools that were there before (parallel streams). {@code /proc/net} and {@code
 * /sys/class/net} also show the outside: read {@code /proc/thread-self/net}, or ask {@code ip}.
 *
 * <p>If the machine cannot do this, the tests are skipped, and one line on standard output says
 * why. With the system property {@code integration=required} they fail. A test that hangs fails
 * after two minutes, and the failure shows where it hangs. Under a debugger there is no limit.
 */
public final class InNetworkNamespace implements BeforeEachCallback, InvocationInterceptor {
  private static final Namespace STORE = Namespace.create(InNetworkNamespace.class);
  private static final AtomicBoolean TOLD = new AtomicBoolean();
  private static final boolean DEBUGGED =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .anyMatch(arg -> arg.startsWith("-agentlib:jdwp") || arg.startsWith("-Xrunjdwp"));

  private final Duration limit;

  public InNetworkNamespace() {
    this(Duration.ofMinutes(2));
  }

  /** With another limit, for {@code @RegisterExtension}. */
  public InNetworkNamespace(Duration limit) {
    this.limit = limit;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    refuse(NetworkNamespace.obstacle(), System.getProperty("integration"));
    TestThread thread = new TestThread(context.getDisplayName());
    context.getStore(STORE).put(TestThread.class, thread); // JUnit closes it with the context
  }

  /** Skips or fails the test, if there is an obstacle. */
  static void refuse(Optional<String> obstacle, String integration) {
    if (obstacle.isEmpty()) {
      return;
    }
    String reason = "integration tests skipped: " + obstacle.get();
    if ("required".equals(integration)) {
      throw new AssertionFailedError(
          "integration tests are required (-Dintegration=required), but: " + obstacle.get());
    }
    if (TOLD.compareAndSet(false, true)) {
      System.out.println(reason);
    }
    throw new TestAbortedException(reason);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    runInside(invocation, context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    runInside(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    runInside(invocation, context);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
      throws Throwable {
    runInside(invocation, context);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    runInside(invocation, context);
  }

  private void runInside(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
    TestThread thread = context.getStore(STORE).get(TestThread.class, TestThread.class);
    if (thread.hangs()) {
      invocation.skip(); // an @AfterEach method after a hang: it must not run outside instead
      return;
    }
    thread.run(limit, context.getDisplayName(), invocation::proceed);
  }

  /** One test's thread. */
  private static final class TestThread implements AutoCloseable {
    private interface Body {
      void run() throws Throwable;
    }

    private final ExecutorService executor;
    private volatile Thread thread;
    private boolean inside;
    private CountDownLatch done = new CountDownLatch(0);

    TestThread(String name) {
      executor =
          Executors.newSingleThreadExecutor(
              body -> {
                thread = new Thread(body, "in a network namespace: " + name);
                thread.setDaemon(true);
                return thread;
              });
    }

    /** Runs the body inside, and throws what it throws. */
    void run(Duration limit, String what, Body body) throws Throwable {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      CountDownLatch end = new CountDownLatch(1);
      done = end;
      executor.execute(
          () -> {
            try {
              enter();
              body.run();
            } catch (Throwable e) {
              thrown.set(e);
            } finally {
              end.countDown();
            }
          });
      try {
        if (!end.await(DEBUGGED ? Long.MAX_VALUE : limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw hanging(limit, what);
        }
      } catch (InterruptedException e) {
        thread.interrupt();
        throw e;
      }
      if (thrown.get() != null) {
        throw thrown.get();
      }
    }

    /** Whether the last body has not come to its end. */
    boolean hangs() {
      return done.getCount() > 0;
    }

    /** The thread ends, so that the namespace is gone before the next test begins. */
    @Override
    public void close() {
      executor.shutdownNow();
      try {
        if (thread != null && !hangs()) {
          thread.join(TimeUnit.SECONDS.toMillis(5));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void enter() {
      if (!inside) {
        NetworkNamespace.enterNew();
        inside = true;
      }
    }

    private AssertionFailedError hanging(Duration limit, String what) throws InterruptedException {
      StackTraceElement[] where =
          Stream.of(thread.getStackTrace())
              .takeWhile(
                  frame -> !frame.getClassName().matches("(java.lang|jdk.internal).reflect.*"))
              .toArray(StackTraceElement[]::new);
      StringBuilder message = new StringBuilder(what);
      message.append(" did not end within ").append(limit.toMillis() / 1000.0);
      message.append(" s; its thread hangs at:");
      for (StackTraceElement frame : where) {
        message.append("\n    at ").append(frame.getClassName());
        message.append('.').append(frame.getMethodName());
        message.append('(').append(frame.getFileName()).append(':');
        message.append(frame.getLineNumber()).append(')');
      }
      thread.interrupt(); // many a hang ends by that, and then @AfterEach can clear up
      if (!done.await(5, TimeUnit.SECONDS)) {
        message.append("\nand it ignores an interrupt");
      }
      AssertionFailedError error = new AssertionFailedError(message.toString());
      error.setStackTrace(where);
      return error;
    }
  }
}
