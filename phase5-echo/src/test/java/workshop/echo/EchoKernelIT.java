package workshop.echo;

import org.junit.jupiter.api.extension.ExtendWith;
import workshop.testkit.InNetworkNamespace;

/** The scenarios against the kernel's TCP, over a TAP device. */
@ExtendWith(InNetworkNamespace.class)
class EchoKernelIT extends Scenarios {
  @Override
  ScenarioWire openWire() throws Exception {
    return new KernelWire();
  }
}
