package workshop.architecture;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The reference answers and the given code of all phases keep the rules. */
class ArchitectureTest {
  /** The packages of the phases, in order. A new phase is one more line. */
  private static final List<String> PHASES =
      List.of(
          "workshop",
          "workshop.shared",
          "workshop.tap",
          "workshop.ethernet",
          "workshop.ipv4",
          "workshop.tcp",
          "workshop.echo",
          "workshop.reliability",
          "workshop.services",
          "workshop.sockets",
          "workshop.sockets.examples",
          "workshop.http",
          "workshop.live",
          "workshop.server",
          "workshop.speed");

  /** All other classes are the core. */
  private static final Set<String> OUTSIDE_THE_CORE =
      Set.of(
          // Calls the kernel, reads the clock, writes files and prints.
          "workshop.tap.KernelSide",
          "workshop.tap.Loop",
          "workshop.tap.NativeLibC",
          "workshop.tap.PcapLink",
          "workshop.tap.Program",
          "workshop.tap.SudoCheck",
          // Can be used by any thread.
          "workshop.tap.TapDevice",
          "workshop.tap.TapQueue",
          "workshop.tap.KernelThread",
          "workshop.tap.NapiTap",
          "workshop.tap.BusyPolling",
          "workshop.tap.Waker",
          // Reads the clock, to measure.
          "workshop.speed.LoopMeter",
          "workshop.NotDone",
          // Callers of other threads wait.
          "workshop.sockets.BytePipe",
          "workshop.sockets.Handover",
          "workshop.sockets.Mailbox",
          "workshop.sockets.Sockets",
          "workshop.sockets.StackSide",
          "workshop.sockets.StackThread",
          "workshop.sockets.TcpServerSocket",
          "workshop.sockets.TcpSocket",
          "workshop.sockets.UdpSocket",
          "workshop.sockets.Waits",
          "workshop.sockets.examples.Chat",
          "workshop.sockets.examples.Conversation",
          "workshop.sockets.examples.Echo",
          "workshop.sockets.examples.Examples",
          "workshop.sockets.examples.HttpClient",
          "workshop.sockets.examples.PageServer",
          "workshop.sockets.examples.Talk",
          "workshop.tap.GoingOn",
          // Prints.
          "workshop.tap.NotDoneTeller",
          "workshop.ethernet.TraceLog",
          "workshop.echo.EchoLog",
          "workshop.echo.LogLines",
          "workshop.reliability.ReliabilityLog",
          "workshop.services.ServicesLog",
          "workshop.server.ServerLog",
          // Reads files.
          "workshop.http.FileBody",
          "workshop.http.StaticFiles",
          "workshop.server.ServiceOptions",
          // Throws dice.
          "workshop.reliability.FailingDirection",
          "workshop.reliability.FailingLink",
          "workshop.reliability.FaultOptions",
          // Writes a file.
          "workshop.reliability.PlotOption",
          // Puts all that together.
          "workshop.tap.Main",
          "workshop.ethernet.Main",
          "workshop.ipv4.Main",
          "workshop.tcp.Main",
          "workshop.echo.Main",
          "workshop.reliability.Main",
          "workshop.server.Main",
          "workshop.server.ServerProgram",
          "workshop.server.Site",
          "workshop.speed.Main");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/workshop/testkit/"))
          .withImportOption(location -> !location.contains("/workshop/exercises/"))
          .withImportOption(location -> !location.contains("/workshop/architecture/"))
          .importPackages("workshop");

  @Test
  void noClassesKnowEachOtherInARing() {
    Rules.noRing("classes", Rules::topLevel).check(CLASSES);
  }

  @Test
  void noPackagesKnowEachOtherInARing() {
    Rules.noRing("packages", JavaClass::getPackageName).check(CLASSES);
  }

  @Test
  void aPhaseKnowsNoLaterOne() {
    Rules.noLaterPhase(PHASES).check(CLASSES);
  }

  @Test
  void theCoreKnowsOnlyWhatItIsHanded() {
    Rules.pureCore(OUTSIDE_THE_CORE).check(CLASSES);
  }

  @Test
  void whatIsOutsideTheCoreCannotBeInIt() {
    assertThat(
        "not there, or might as well be in the core",
        Rules.needlesslyOutside(OUTSIDE_THE_CORE, CLASSES),
        empty());
  }

  @Test
  void oneClassAloneKnowsJna() {
    Rules.onlyOneKnowsJna("workshop.tap.NativeLibC").check(CLASSES);
  }
}
