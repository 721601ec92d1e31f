/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.bench.messages;

import java.util.ArrayList;
import java.util.List;

/// What a busy node logs when nothing is wrong, each as often as it is here: sandboxes and shims that come and go as they should,
/// probes that fail for a while, links, sessions, units. Some hold words that failures hold, too.
final class OrdinaryLines {

    private OrdinaryLines() {}

    private static final String MESSAGES =
            """
            6 kubelet: I%k kubelet.go:1932] SyncLoop (PLEG): "%p_%s(%u)", event: &pleg.PodLifecycleEvent{ID:"%u", Type:"ContainerStarted", Data:"%h"}
            4 kubelet: I%k reconciler.go:224] operationExecutor.VerifyControllerAttachedVolume started for volume "default-token-%d" (UniqueName: "kubernetes.io/secret/%u-default-token-%d") pod "%p" (UID: "%u")
            5 kubelet: I%k operation_generator.go:672] MountVolume.SetUp succeeded for volume "config-%d" (UniqueName: "kubernetes.io/configmap/%u-config-%d") pod "%p" (UID: "%u")
            3 kubelet: I%k pod_startup_latency_tracker.go:102] "Observed pod startup duration" pod="%s/%p" podStartSLOduration=2.%d podStartE2EDuration="2.%ds" firstStartedPulling="0001-01-01 00:00:00 +0000 UTC"
            2 kubelet: I%k prober.go:107] "Probe failed" probeType="Readiness" pod="%s/%p" podUID=%u containerName="app" probeResult=failure output="HTTP probe failed with statuscode: 503"
            3 kubelet: I%k kubelet_getters.go:176] "Pod status updated" pod="%s/%p" status=Running
            2 kubelet: I%k scope.go:110] "RemoveContainer" containerID="%h"
            3 kubelet: W%k watcher.go:95] Error while processing event ("/sys/fs/cgroup/cpu,cpuacct/kubepods/burstable/pod%u": 0x40000100 == IN_CREATE|IN_ISDIR): readdirent: no such file or directory
            2 kubelet: E%k kubelet_volumes.go:154] orphaned pod "%u" found, but volume paths are still present on disk : There were a total of 1 errors similar to this. Turn up verbosity to see them.
            4 kubelet: I%k setters.go:559] node status heartbeat is unchanged for 4m%ds, will update node status at the next interval of the node lease of the apiserver at https://%i:6443
            2 containerd: time="%z" level=info msg="RunPodSandbox for &PodSandboxMetadata{Name:%p,Uid:%u,Namespace:%s,Attempt:0,} returns sandbox id \\"%h\\""
            2 containerd: time="%z" level=info msg="CreateContainer within sandbox \\"%h\\" for &ContainerMetadata{Name:app,Attempt:0,} returns container id \\"%h\\""
            2 containerd: time="%z" level=info msg="StartContainer for \\"%h\\" returns successfully"
            2 containerd: time="%z" level=info msg="StopPodSandbox for \\"%h\\" returns successfully"
            3 containerd: time="%z" level=info msg="shim disconnected" id=%h namespace=k8s.io
            2 containerd: time="%z" level=warning msg="cleaning up after shim disconnected" id=%h namespace=k8s.io
            4 containerd: time="%z" level=info msg="starting signal loop" namespace=k8s.io path=/run/containerd/io.containerd.runtime.v2.task/k8s.io/%h pid=%d runtime=io.containerd.runc.v2
            3 containerd: time="%z" level=info msg="ImageUpdate event &ImageUpdate{Name:registry.example.com/%s/app@sha256:%h,Labels:map[string]string{io.cri-containerd.image: managed,},XXX_unrecognized:[],}"
            2 containerd: time="%z" level=info msg="ExecSync for \\"%h\\" returns with exit code 0"
            6 systemd: Started Session %d of user root.
            4 systemd: Created slice User Slice of root.
            5 systemd: run-containerd-runc-k8s.io-%h-runc.%g.mount: Succeeded.
            3 systemd: Started libcontainer container %h.
            2 systemd: Couldn't stat device /dev/char/10:200
            2 systemd: Reloading.
            3 systemd-logind: New session %d of user root.
            3 systemd-logind: Removed session %d.
            4 kernel: IPv6: ADDRCONF(NETDEV_CHANGE): veth%g: link becomes ready
            4 kernel: docker0: port 3(veth%g) entered forwarding state
            3 kernel: device veth%g left promiscuous mode
            3 kernel: cni0: port %d(veth%g) entered blocking state
            2 kernel: TCP: request_sock_TCP: Possible SYN flooding on port %d. Sending cookies.  Check SNMP counters.
            1 kernel: nf_conntrack: default automatic helper assignment has been turned off for security reasons and CT-based  firewall rule not found. Use the iptables CT target to attach helpers instead.
            6 sshd[%d]: Accepted publickey for root from %i port %d ssh2: RSA SHA256:%h
            3 sshd[%d]: pam_unix(sshd:session): session opened for user root by (uid=0)
            4 crond[%d]: (root) CMD (/usr/lib64/sa/sa1 1 1)
            3 chronyd[%d]: Selected source %i
            3 dockerd: time="%z" level=info msg="ignoring event" container=%h module=libcontainerd namespace=moby topic=/tasks/delete type="*events.TaskDelete"
            2 dhclient[%d]: DHCPACK from %i (xid=0x%d)
            3 node_exporter: ts=%z caller=collector.go:169 level=error msg="collector failed" name=ntp duration_seconds=0.%d err="couldn't get SNTP reply: read udp 127.0.0.1:%d->127.0.0.1:123: read: connection refused"
            """;

    /// Each as often as it is to be drawn.
    static List<Template> weighted() {
        List<Template> all = new ArrayList<>();
        for (String line : MESSAGES.lines().toList()) {
            int space = line.indexOf(' ');
            Template template = new Template(line.substring(space + 1));
            for (int i = Integer.parseInt(line.substring(0, space)); i > 0; i--) {
                all.add(template);
            }
        }
        return List.copyOf(all);
    }
}
