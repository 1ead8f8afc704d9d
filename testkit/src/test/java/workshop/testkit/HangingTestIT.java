package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests that fail on purpose: the extension that stands before the kit's looks at what comes out.
 */
@ExtendWith(HangingTestIT.Expectation.class)
class HangingTestIT {
  private static final Exception THROWN = new Exception("as it is");
  private static final CountDownLatch RELEASE = new CountDownLatch(1);
  private static final List<String> CLEARED_UP = new CopyOnWriteArrayList<>();

  @RegisterExtension
  final InNetworkNamespace namespace = new InNetworkNamespace(Duration.ofMillis(500));

  @AfterEach
  void clearUp(TestInfo test) {
    CLEARED_UP.add(Thread.currentThread().getName().replaceAll(".*: ", "") + test.getDisplayName());
  }

  @AfterAll
  static void release() {
    RELEASE.countDown();
    if (NetworkNamespace.obstacle().isEmpty()) {
      // In its own test's thread, and not at all where that thread still hangs.
      assertThat(
          CLEARED_UP, equalTo(List.of("throwsSomething()throwsSomething()", "hangs()hangs()")));
    }
  }

  @Test
  @Order(1)
  void throwsSomething() throws Exception {
    throw THROWN;
  }

  @Test
  @Order(2)
  void hangs() throws Exception {
    RELEASE.await();
  }

  @Test
  @Order(3)
  void hangsForGood() {
    boolean released = false;
    while (!released) {
      try {
        RELEASE.await();
        released = true;
      } catch (InterruptedException e) {
        // goes on in spite of it: that is what this test is for
      }
    }
  }

  /** Takes each failure, so that the test is green where it is the right one. */
  static final class Expectation implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context) {
      Throwable thrown = null;
      try {
        invocation.proceed();
      } catch (Throwable e) {
        thrown = e;
      }
      String name = context.getDisplayName();
      if (name.equals("throwsSomething()")) {
        assertThat(thrown, sameInstance(THROWN));
        return;
      }
      String message = thrown.getMessage();
      assertThat(
          message, startsWith(name + " did not end within 0.5 s; its thread hangs at:\n    at "));
      assertThat(
          message,
          containsString("\n    at workshop.testkit.HangingTestIT." + name.replace(")", "")));
      String deaf = "and it ignores an interrupt";
      assertThat(
          message, name.equals("hangs()") ? not(containsString(deaf)) : containsString(deaf));
    }
  }
}
