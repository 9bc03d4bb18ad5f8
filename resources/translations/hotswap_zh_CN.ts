<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>SpreadPicture</name>
    <message>
        <source>%1: %2 to %3: %4 (%5)</source>
        <comment>version, from, to, share, count</comment>
        <translation>%1：%2 至 %3：%4（%5）</translation>
    </message>
</context>
<context>
    <name>hotswap::ui</name>
    <message>
        <source>back %1</source>
        <comment>to a version</comment>
        <translation>回滚 %1</translation>
    </message>
    <message>
        <source>Canary step: %1 gets %2</source>
        <translation>灰度阶段：%1 获得 %2</translation>
    </message>
    <message>
        <source>Rolled back to %1</source>
        <translation>已回滚到 %1</translation>
    </message>
    <message>
        <source>Swap to %1</source>
        <translation>切换到 %1</translation>
    </message>
    <message>
        <source>published in %1</source>
        <translation>发布用时 %1</translation>
    </message>
    <message>
        <source>drained in %1, longest gap %2</source>
        <translation>排空用时 %1，最长间隔 %2</translation>
    </message>
    <message>
        <source>the old version is draining</source>
        <translation>旧版本正在排空</translation>
    </message>
    <message>
        <source>Click for receipt %1</source>
        <translation>单击查看回执 %1</translation>
    </message>
    <message>
        <source>%1 answered before</source>
        <translation>此前由 %1 应答</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>−%1 min</source>
        <translation>−%1 min</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 s</translation>
    </message>
    <message>
        <source>Sort by %1, &amp;Ascending	Alt+Up</source>
        <translation>按%1升序(&amp;A)	Alt+Up</translation>
    </message>
    <message>
        <source>Sort by %1, &amp;Descending	Alt+Down</source>
        <translation>按%1降序(&amp;D)	Alt+Down</translation>
    </message>
    <message>
        <source>&amp;Natural Order</source>
        <translation>原始顺序(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Copy	Ctrl+C</source>
        <translation>复制(&amp;C)	Ctrl+C</translation>
    </message>
    <message>
        <source>Copy A&amp;ll</source>
        <translation>复制全部(&amp;L)</translation>
    </message>
    <message>
        <source>C&amp;olumns</source>
        <translation>列(&amp;O)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>当前不可用：%1</translation>
    </message>
    <message>
        <source>Let it answer the next requests</source>
        <translation>由它应答后续请求</translation>
    </message>
    <message>
        <source>It answers already</source>
        <translation>已在应答</translation>
    </message>
    <message>
        <source>Time &amp;Span</source>
        <translation>时间跨度(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Operator</source>
        <translation>算子(&amp;O)</translation>
    </message>
    <message>
        <source>Rollo&amp;ut</source>
        <translation>灰度发布(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>%1 G/s</source>
        <translation>%1 G/s</translation>
    </message>
    <message>
        <source>%1 M/s</source>
        <translation>%1 M/s</translation>
    </message>
    <message>
        <source>%1 k/s</source>
        <translation>%1 k/s</translation>
    </message>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>%1 G</source>
        <translation>%1 G</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ns</source>
        <translation>%1 ns</translation>
    </message>
    <message>
        <source>&lt;1 %</source>
        <translation>&lt;1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>v%1</source>
        <comment>a version&apos;s number</comment>
        <translation>v%1</translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation>1 个线程</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 个线程</translation>
    </message>
    <message>
        <source>1 stuck thread</source>
        <translation>1 个卡死线程</translation>
    </message>
    <message>
        <source>%1 stuck threads</source>
        <translation>%1 个卡死线程</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 个错误</translation>
    </message>
    <message>
        <source>1 score not finite</source>
        <translation>1 个非有限分数</translation>
    </message>
    <message>
        <source>%1 scores not finite</source>
        <translation>%1 个非有限分数</translation>
    </message>
    <message>
        <source>%1 not finite</source>
        <translation>%1 个非有限</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 个请求</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 个请求</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Static inspection</source>
        <translation>静态检查</translation>
    </message>
    <message>
        <source>Vetting</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>Parity</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Probation</source>
        <translation>观察期</translation>
    </message>
    <message>
        <source>Unload</source>
        <translation>卸载</translation>
    </message>
    <message>
        <source>error rate</source>
        <translation>错误率</translation>
    </message>
    <message>
        <source>share of the candidate&apos;s requests on which it threw</source>
        <translation>候选版本抛出异常的请求占比</translation>
    </message>
    <message>
        <source>scores not finite</source>
        <translation>非有限分数</translation>
    </message>
    <message>
        <source>number of the candidate&apos;s scores that are NaN or infinite</source>
        <translation>候选版本中 NaN 或无穷分数的个数</translation>
    </message>
    <message>
        <source>p99 ratio</source>
        <translation>p99 比值</translation>
    </message>
    <message>
        <source>candidate&apos;s p99 of a call over the stable version&apos;s</source>
        <translation>候选版本与稳定版本的单次调用 p99 之比</translation>
    </message>
    <message>
        <source>mean shift</source>
        <translation>均值偏移</translation>
    </message>
    <message>
        <source>distance of the mean scores, users as clusters</source>
        <translation>平均分数之差，以用户为簇</translation>
    </message>
    <message>
        <source>score drift (PSI)</source>
        <translation>分数漂移 (PSI)</translation>
    </message>
    <message>
        <source>population stability index of the scores, users as clusters</source>
        <translation>分数的群体稳定性指数，以用户为簇</translation>
    </message>
    <message>
        <source>throughput drop</source>
        <translation>吞吐量下降</translation>
    </message>
    <message>
        <source>share of the stable version&apos;s throughput that the candidate lacks</source>
        <translation>候选版本相对稳定版本缺失的吞吐量占比</translation>
    </message>
    <message>
        <source>AUC change</source>
        <translation>AUC 变化</translation>
    </message>
    <message>
        <source>candidate&apos;s AUC less the stable version&apos;s; needs labels</source>
        <translation>候选版本 AUC 减稳定版本 AUC；需要标签</translation>
    </message>
    <message>
        <source>log loss change</source>
        <translation>对数损失变化</translation>
    </message>
    <message>
        <source>candidate&apos;s log loss less the stable version&apos;s; needs labels</source>
        <translation>候选版本对数损失减稳定版本对数损失；需要标签</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>flat out</source>
        <translation>全速</translation>
    </message>
    <message>
        <source>no call was timed lately</source>
        <translation>近期没有计时的调用</translation>
    </message>
    <message>
        <source>over the newest %1 in which calls were timed (%2)</source>
        <translation>取自最近有计时调用的 %1（%2）</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>No request yet, waits for traffic</source>
        <translation>尚无请求，等待流量</translation>
    </message>
    <message>
        <source>No fault so far, waits for traffic with %1</source>
        <translation>目前无故障，%1，等待流量</translation>
    </message>
    <message>
        <source>No fault so far in %1, %2</source>
        <translation>%1中目前无故障，%2</translation>
    </message>
    <message>
        <source>waits for traffic</source>
        <translation>等待流量</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>%1: at the first fault the version before takes over</source>
        <translation>%1：首次故障即由上一版本接管</translation>
    </message>
    <message>
        <source>%1: there is nothing to go back to, so it would go on answering</source>
        <translation>%1：没有可退回的版本，故障后仍将继续应答</translation>
    </message>
    <message>
        <source>Answered without a fault until its probation was over</source>
        <translation>观察期内应答无故障</translation>
    </message>
    <message>
        <source>Another version took its place before its probation was over</source>
        <translation>观察期未结束即被其他版本取代</translation>
    </message>
    <message>
        <source>Probation is switched off: a fault would not take it back</source>
        <translation>观察期已关闭：故障不会使其收回</translation>
    </message>
    <message>
        <source>Probation was switched off while it answered</source>
        <translation>其应答期间观察期处于关闭状态</translation>
    </message>
    <message>
        <source>0 ns</source>
        <translation>0 ns</translation>
    </message>
    <message>
        <source>last on the old version %1</source>
        <translation>旧版本最后一次 %1</translation>
    </message>
    <message>
        <source>first on the new one %1</source>
        <translation>新版本首次 %1</translation>
    </message>
    <message>
        <source>no request around the swap</source>
        <translation>切换前后无请求</translation>
    </message>
    <message>
        <source>T%1: %2</source>
        <translation>T%1：%2</translation>
    </message>
    <message>
        <source>No. %1: %2 → %3, %4 at %5</source>
        <translation>第 %1 号：%2 → %3，%4于 %5</translation>
    </message>
    <message>
        <source>Unloaded: %1</source>
        <translation>已卸载：%1</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>the rollout ended here</source>
        <translation>灰度发布在此结束</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未到达</translation>
    </message>
    <message>
        <source>Step %1: %2 (%3)</source>
        <translation>第 %1 阶段：%2（%3）</translation>
    </message>
    <message>
        <source>passing</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>needs samples</source>
        <translation>样本不足</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>突破</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation>%1 / %2 %3</translation>
    </message>
    <message>
        <source>Published by hand at step %1</source>
        <translation>在第 %1 阶段手动发布</translation>
    </message>
    <message>
        <source>Promoted after %1</source>
        <translation>%1 后转正</translation>
    </message>
    <message>
        <source>Rolled back after %1</source>
        <translation>%1 后回滚</translation>
    </message>
    <message>
        <source>Held after %1</source>
        <translation>%1 后保持</translation>
    </message>
    <message>
        <source>Aborted after %1</source>
        <translation>%1 后中止</translation>
    </message>
    <message>
        <source>more samples of %1</source>
        <translation>%1 的更多样本</translation>
    </message>
    <message>
        <source>Still needed: %1</source>
        <translation>还需：%1</translation>
    </message>
    <message>
        <source> and </source>
        <translation> 且 </translation>
    </message>
    <message>
        <source>Has what it needs, goes on at once</source>
        <translation>条件已满足，立即继续</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 % of the users</source>
        <translation>%1 % 的用户</translation>
    </message>
    <message>
        <source>for %1 at least</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 / %2 阶段：%3</translation>
    </message>
    <message>
        <source>Paused: stays here until it is resumed</source>
        <translation>已暂停：停在此处直到恢复</translation>
    </message>
    <message>
        <source>Shadow %1 beside %2: under way</source>
        <translation>影子 %1 伴随 %2：进行中</translation>
    </message>
    <message>
        <source>Shadow %1 beside %2: ended</source>
        <translation>影子 %1 伴随 %2：已结束</translation>
    </message>
    <message>
        <source>Scored %1, dropped %2</source>
        <translation>已打分 %1，已丢弃 %2</translation>
    </message>
    <message>
        <source>Difference: mean %1, p99 %2, max %3</source>
        <translation>差异：均值 %1，p99 %2，最大 %3</translation>
    </message>
    <message>
        <source>Rank agreement %1, latency ratio %2</source>
        <translation>排序一致性 %1，延迟比 %2</translation>
    </message>
    <message>
        <source>%1 · %2 %3</source>
        <translation>%1 · %2 %3</translation>
    </message>
    <message>
        <source>%1 · %2 rolled back</source>
        <translation>%1 · %2 已回滚</translation>
    </message>
    <message>
        <source>Was unloaded: nothing of it is mapped any more</source>
        <translation>已卸载：不再有任何映射</translation>
    </message>
    <message>
        <source>Stays mapped in memory: %1</source>
        <translation>仍映射在内存中：%1</translation>
    </message>
    <message>
        <source>Stays loaded, so that a roll back to it takes no time</source>
        <translation>保持加载，以便即时回滚</translation>
    </message>
    <message>
        <source>no ABI note</source>
        <translation>无 ABI 标注</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>由 %1 提供</translation>
    </message>
    <message>
        <source>sealed</source>
        <translation>已封签</translation>
    </message>
    <message>
        <source>not sealed</source>
        <translation>未封签</translation>
    </message>
    <message>
        <source>judged in %1</source>
        <translation>审查用时 %1</translation>
    </message>
    <message>
        <source>the same bytes were tried before</source>
        <translation>相同字节已审查过</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>warned</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>comes later</source>
        <translation>稍后进行</translation>
    </message>
    <message>
        <source>on probation</source>
        <translation>观察中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>refused at %1</source>
        <translation>在“%1”被拒绝</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>accepted with 1 warning</source>
        <translation>已接受，1 个警告</translation>
    </message>
    <message>
        <source>accepted with %1 warnings</source>
        <translation>已接受，%1 个警告</translation>
    </message>
    <message>
        <source>Is loaded already: it passed this gate then</source>
        <translation>已加载：当时已通过此门禁</translation>
    </message>
    <message>
        <source>Watches %1: offers</source>
        <translation>监视 %1：待选</translation>
    </message>
    <message>
        <source>Watches %1: swaps (%2)</source>
        <translation>监视 %1：切换 (%2)</translation>
    </message>
    <message>
        <source>Watches %1: rolls out (%2)</source>
        <translation>监视 %1：灰度发布 (%2)</translation>
    </message>
    <message>
        <source>A library that appears or changes at %1 goes through the gates and is ready then; you decide</source>
        <translation>在 %1 出现或变化的库经门禁校验后就绪；由您决定</translation>
    </message>
    <message>
        <source>A library that appears or changes at %1 goes through the gates and takes over (moment: %2)</source>
        <translation>在 %1 出现或变化的库经门禁校验后接管（时机：%2）</translation>
    </message>
    <message>
        <source>A library that appears or changes at %1 goes through the gates and is rolled out (strategy: %2)</source>
        <translation>在 %1 出现或变化的库经门禁校验后进行灰度发布（策略：%2）</translation>
    </message>
    <message>
        <source>copying the file</source>
        <translation>正在复制文件</translation>
    </message>
    <message>
        <source>checking digest and note</source>
        <translation>正在校验摘要与标注</translation>
    </message>
    <message>
        <source>inspecting the library</source>
        <translation>正在检查库</translation>
    </message>
    <message>
        <source>trying it in a process of its own</source>
        <translation>正在独立进程中审查</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>正在加载</translation>
    </message>
    <message>
        <source>comparing its scores with the trial&apos;s</source>
        <translation>正在与审查的分数比对</translation>
    </message>
    <message>
        <source>warming up</source>
        <translation>正在预热</translation>
    </message>
    <message>
        <source>watching its first requests</source>
        <translation>正在观察首批请求</translation>
    </message>
    <message>
        <source>retiring</source>
        <translation>正在退役</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言 (Language)(&amp;G)</translation>
    </message>
    <message>
        <source>File: %1</source>
        <translation>文件：%1</translation>
    </message>
    <message>
        <source>At %1 since the start</source>
        <translation>启动后 %1</translation>
    </message>
    <message>
        <source>Slot: %1</source>
        <translation>槽位：%1</translation>
    </message>
    <message>
        <source>While: %1</source>
        <translation>环节：%1</translation>
    </message>
    <message>
        <source>Taken back: v%1</source>
        <translation>已收回：v%1</translation>
    </message>
    <message>
        <source>Answers since then: v%1</source>
        <translation>此后应答：v%1</translation>
    </message>
    <message>
        <source>Version: v%1</source>
        <translation>版本：v%1</translation>
    </message>
    <message>
        <source>Command %1</source>
        <translation>命令 %1</translation>
    </message>
    <message>
        <source>inspected</source>
        <comment>state of a version</comment>
        <translation>已检查</translation>
    </message>
    <message>
        <source>vetted</source>
        <comment>state of a version</comment>
        <translation>已审查</translation>
    </message>
    <message>
        <source>loading</source>
        <comment>state of a version</comment>
        <translation>加载中</translation>
    </message>
    <message>
        <source>warming</source>
        <comment>state of a version</comment>
        <translation>预热中</translation>
    </message>
    <message>
        <source>ready</source>
        <comment>state of a version</comment>
        <translation>就绪</translation>
    </message>
    <message>
        <source>active</source>
        <comment>state of a version</comment>
        <translation>当前</translation>
    </message>
    <message>
        <source>candidate</source>
        <comment>state of a version</comment>
        <translation>候选</translation>
    </message>
    <message>
        <source>shadow</source>
        <comment>state of a version</comment>
        <translation>影子</translation>
    </message>
    <message>
        <source>draining</source>
        <comment>state of a version</comment>
        <translation>排空中</translation>
    </message>
    <message>
        <source>unloaded</source>
        <comment>state of a version</comment>
        <translation>已卸载</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a version</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>quarantined</source>
        <comment>state of a version</comment>
        <translation>已隔离</translation>
    </message>
    <message>
        <source>zombie</source>
        <comment>state of a version</comment>
        <translation>僵留</translation>
    </message>
    <message>
        <source>Th&amp;eme</source>
        <translation>主题(&amp;E)</translation>
    </message>
    <message>
        <source>Show the last %1</source>
        <translation>显示最近 %1</translation>
    </message>
    <message>
        <source>In a chart</source>
        <translation>图表中</translation>
    </message>
    <message>
        <source>+, −, wheel</source>
        <translation>+、−、滚轮</translation>
    </message>
    <message>
        <source>Zoom around the crosshair, or around the pointer</source>
        <translation>以十字线或指针为中心缩放</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Show what lies between</source>
        <translation>显示所选区间</translation>
    </message>
    <message>
        <source>Left, Right, Home, End</source>
        <translation>←、→、Home、End</translation>
    </message>
    <message>
        <source>Pan, as dragging with Shift or the middle button does</source>
        <translation>平移，同按住 Shift 或中键拖动</translation>
    </message>
    <message>
        <source>Ctrl+Left, Ctrl+Right</source>
        <translation>Ctrl+←、Ctrl+→</translation>
    </message>
    <message>
        <source>Move the crosshair through all charts from bar to bar</source>
        <translation>在所有图表中逐柱移动十字线</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Open the receipt of the flag at the crosshair, as a click on it does</source>
        <translation>打开十字线处标记的回执，同单击标记</translation>
    </message>
    <message>
        <source>Space (in the legend)</source>
        <translation>空格（图例中）</translation>
    </message>
    <message>
        <source>Hide or show a version, as a click on it does</source>
        <translation>隐藏或显示版本，同单击</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Show the live picture and the whole span again</source>
        <translation>返回实时画面与完整跨度</translation>
    </message>
    <message>
        <source>In a table or list</source>
        <translation>表格或列表中</translation>
    </message>
    <message>
        <source>Swap to the operator selected in the list, as a double click does</source>
        <translation>切换到列表中选中的算子，同双击</translation>
    </message>
    <message>
        <source>Alt+Up, Alt+Down</source>
        <translation>Alt+↑、Alt+↓</translation>
    </message>
    <message>
        <source>Sort the table by the current column; once more: as it was</source>
        <translation>按当前列排序；再按一次恢复原序</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the selected rows of a table</source>
        <translation>复制表格的选中行</translation>
    </message>
    <message>
        <source>Menu, Shift+F10</source>
        <translation>菜单键、Shift+F10</translation>
    </message>
    <message>
        <source>Copy, sort, choose columns</source>
        <translation>复制、排序、选择列</translation>
    </message>
    <message>
        <source>In the bar</source>
        <translation>工具栏中</translation>
    </message>
    <message>
        <source>Alt+L, T, W, R, I</source>
        <translation>Alt+L、T、W、R、I</translation>
    </message>
    <message>
        <source>Go to slot, target, window, threads, interval</source>
        <translation>转到槽位、目标、时窗、线程、间隔</translation>
    </message>
    <message>
        <source>published by hand</source>
        <translation>已手动发布</translation>
    </message>
    <message>
        <source>promoted</source>
        <translation>已转正</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>held</source>
        <translation>已保持</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>已中止</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>Rollout of %1: %2</source>
        <translation>%1 的灰度发布：%2</translation>
    </message>
    <message>
        <source>slot %1</source>
        <translation>槽位 %1</translation>
    </message>
    <message>
        <source>%1: a broken guard, or a fault that no guard judges, takes it back</source>
        <translation>%1：护栏被突破，或出现无护栏判断的故障，即收回</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>vet</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>load</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>parity</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>drain</source>
        <translation>排空</translation>
    </message>
    <message>
        <source>%1 answers since</source>
        <translation>此后由 %1 应答</translation>
    </message>
    <message>
        <source>%1; taken back since</source>
        <translation>%1；此后已撤回</translation>
    </message>
    <message>
        <source>%1 %2. %3 answers</source>
        <translation>%1 %2。现由 %3 应答</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1</translation>
    </message>
    <message>
        <source>1 score</source>
        <translation>1 个分数</translation>
    </message>
    <message>
        <source>%1 scores</source>
        <translation>%1 个分数</translation>
    </message>
    <message>
        <source>1 call</source>
        <translation>1 次调用</translation>
    </message>
    <message>
        <source>%1 calls</source>
        <translation>%1 次调用</translation>
    </message>
    <message>
        <source>1 pair</source>
        <translation>1 对</translation>
    </message>
    <message>
        <source>%1 pairs</source>
        <translation>%1 对</translation>
    </message>
    <message>
        <source>%1 of %2 requests</source>
        <translation>%1 / %2 个请求</translation>
    </message>
    <message>
        <source>%1 of %2 users</source>
        <translation>%1 / %2 个用户</translation>
    </message>
    <message>
        <source>%1 of %2 labelled requests</source>
        <translation>%1 / %2 个带标签的请求</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>share of a step, for how long</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>A recording is shown, and commands need a running engine: start hotswap-monitor without --open</source>
        <translation>当前显示的是回放，命令需要运行中的引擎：请不带 --open 启动 hotswap-monitor</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ActivityViewModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>ended after %1</source>
        <translation>%1 后结束</translation>
    </message>
    <message>
        <source>stopped at %1</source>
        <translation>停止于 %1</translation>
    </message>
    <message>
        <source>all %1 rounds done</source>
        <translation>全部 %1 轮已完成</translation>
    </message>
    <message>
        <source>all requests done</source>
        <translation>全部请求已完成</translation>
    </message>
    <message>
        <source>%1, waiting for the end (%2)</source>
        <translation>%1，等待结束（%2）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>scenario</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>the only round done</source>
        <translation>唯一一轮已完成</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::BackgroundWriter</name>
    <message>
        <source>%1 cannot be written: %2; choose another place or make room, what was there before is as it was</source>
        <translation>无法写入 %1：%2；请另选位置或腾出空间，原有内容保持不变</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::CanarySheet</name>
    <message>
        <source>Start (Ctrl+Return)</source>
        <translation>开始 (Ctrl+Return)</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>取消 (Esc)</translation>
    </message>
    <message>
        <source>Canary: steps and guards</source>
        <translation>灰度发布：阶段与护栏</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Steps and guards of this strategy, as the configuration names it</source>
        <translation>该策略的阶段与护栏，名称与配置一致</translation>
    </message>
    <message>
        <source>Steps and guards</source>
        <translation>阶段与护栏</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>and requests</source>
        <translation>且请求数</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>阶段（%1）</translation>
    </message>
    <message>
        <source>Least time of the step %1</source>
        <translation>阶段（%1）的最短时间</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Least number of requests of the step %1</source>
        <translation>阶段（%1）的最少请求数</translation>
    </message>
    <message>
        <source>Guards and their limits; a guard that is not chosen is off</source>
        <translation>护栏及其限值；未勾选的护栏不生效</translation>
    </message>
    <message>
        <source>Guard %1</source>
        <translation>护栏“%1”</translation>
    </message>
    <message>
        <source>Limit of the guard %1</source>
        <translation>护栏“%1”的限值</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>当前不可用：%1</translation>
    </message>
    <message>
        <source>Start the rollout (Ctrl+Return)</source>
        <translation>开始灰度发布 (Ctrl+Return)</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::CanaryViewModel</name>
    <message>
        <source>Canary: %1</source>
        <translation>灰度发布：%1</translation>
    </message>
    <message>
        <source>Canary</source>
        <translation>灰度发布</translation>
    </message>
    <message>
        <source>No operator is loaded yet</source>
        <translation>尚未加载算子</translation>
    </message>
    <message>
        <source>Nothing answers yet: swap to the first version instead</source>
        <translation>尚无版本应答：请先切换到第一个版本</translation>
    </message>
    <message>
        <source>A rollout of %1 is under way: promote or abort it first</source>
        <translation>%1 的灰度发布正在进行：请先转正或中止</translation>
    </message>
    <message>
        <source>v%1 is not ready yet</source>
        <translation>v%1 尚未就绪</translation>
    </message>
    <message>
        <source>No step is chosen</source>
        <translation>未选择任何阶段</translation>
    </message>
    <message>
        <source>Takes %1 at least.</source>
        <translation>至少需要 %1。</translation>
    </message>
    <message>
        <source>Takes no time but its requests&apos;.</source>
        <translation>除请求外不占时间。</translation>
    </message>
    <message>
        <source>No guard is chosen: nothing but a fault takes it back.</source>
        <translation>未选择护栏：只有故障才会收回。</translation>
    </message>
    <message>
        <source>A broken guard takes it back at once.</source>
        <translation>任一护栏被突破即立刻收回。</translation>
    </message>
    <message>
        <source>Takes about %1 at the present %2.</source>
        <translation>按目前的 %2，约需 %1。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences, with a blank between them where the language has one</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>The configuration was read again: this is %1 as it is now.</source>
        <translation>配置已重新读取：这是现在的 %1。</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ChartValuesViewModel</name>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>A bar of the chart has its least and largest score only: a mean is known where each bar is of one score</source>
        <translation>图中每个柱只含最小与最大分数：仅当每个柱只有一个分数时才有均值</translation>
    </message>
    <message>
        <source>Of the points of a curve; a share of all requests in the span</source>
        <translation>曲线各点的均值；时段内全部请求的占比</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Score p50</source>
        <translation>分数 p50</translation>
    </message>
    <message>
        <source>Score p99</source>
        <translation>分数 p99</translation>
    </message>
    <message>
        <source>Latency p50</source>
        <translation>延迟 p50</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>延迟 p99</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>对数损失</translation>
    </message>
    <message>
        <source>Answers behind shares and scores; points of the curves of throughput, latency, AUC and log loss</source>
        <translation>占比和分数所依据的应答数；吞吐量、延迟、AUC 和对数损失曲线的点数</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>Type what to do; Return does it, Esc closes</source>
        <translation>输入要做的事；回车执行，Esc 关闭</translation>
    </message>
    <message>
        <source>What can be done</source>
        <translation>可执行的操作</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::CompactTable</name>
    <message>
        <source>No row passes the filter (Ctrl+F, then Esc shows all)</source>
        <translation>没有符合筛选条件的行 (Ctrl+F 后按 Esc 显示全部)</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ComparePanel</name>
    <message>
        <source>Scores by version</source>
        <translation>各版本分数</translation>
    </message>
    <message>
        <source>Latency by version</source>
        <translation>各版本延迟</translation>
    </message>
    <message>
        <source>Differences of the shadow&apos;s scores</source>
        <translation>影子分数之差</translation>
    </message>
    <message>
        <source>Versions compared</source>
        <translation>版本对比</translation>
    </message>
    <message>
        <source>Shadow&apos;s differences</source>
        <translation>影子差异</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ControlBar</name>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>S&amp;lot</source>
        <translation>槽位(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Target</source>
        <translation>目标(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>时窗(&amp;W)</translation>
    </message>
    <message>
        <source>Th&amp;reads</source>
        <translation>线程(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Interval</source>
        <translation>间隔(&amp;I)</translation>
    </message>
    <message>
        <source>Time span of the charts</source>
        <translation>图表的时间跨度</translation>
    </message>
    <message>
        <source>Time span of the charts (Ctrl+1 to Ctrl+4)</source>
        <translation>图表的时间跨度 (Ctrl+1 至 Ctrl+4)</translation>
    </message>
    <message>
        <source>Number of worker threads</source>
        <translation>工作线程数</translation>
    </message>
    <message>
        <source>
Not now: a scenario is running and sets them</source>
        <translation>
当前不可用：由正在运行的场景设定</translation>
    </message>
    <message>
        <source>Number of worker threads (Alt+R)</source>
        <translation>工作线程数 (Alt+R)</translation>
    </message>
    <message>
        <source>Time between two requests of a thread (Alt+I): 300 ms, 1.5 s, 250 us, or flat out</source>
        <translation>同一线程两次请求的间隔 (Alt+I)：300 ms、1.5 s、250 us 或全速</translation>
    </message>
    <message>
        <source>Controls that have no room</source>
        <translation>放不下的控件</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>当前不可用：%1</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ControlsViewModel</name>
    <message>
        <source>A rollout of v%1 is under way: Promote (Ctrl+P) lets it take over</source>
        <translation>v%1 的灰度发布正在进行：转正 (Ctrl+P) 使其接管</translation>
    </message>
    <message>
        <source>v%1 answers already</source>
        <translation>v%1 已在应答</translation>
    </message>
    <message>
        <source>v%1 %2: %3</source>
        <translation>v%1 %2：%3</translation>
    </message>
    <message>
        <source>v%1 is not ready yet</source>
        <translation>v%1 尚未就绪</translation>
    </message>
    <message>
        <source>v%1 failed: %2</source>
        <translation>v%1 失败：%2</translation>
    </message>
    <message>
        <source>No operator is loaded yet</source>
        <translation>尚未加载算子</translation>
    </message>
    <message>
        <source>Take v%1 back: v%2 answers everything again</source>
        <translation>收回 v%1：全部请求重新由 v%2 应答</translation>
    </message>
    <message>
        <source>Roll back to v%1</source>
        <translation>回滚到 v%1</translation>
    </message>
    <message>
        <source>Swap to v%1</source>
        <translation>切换到 v%1</translation>
    </message>
    <message>
        <source>Swap to the target</source>
        <translation>切换到目标版本</translation>
    </message>
    <message>
        <source>There is no earlier version</source>
        <translation>没有更早的版本</translation>
    </message>
    <message>
        <source>Roll back to the version before</source>
        <translation>回滚到上一版本</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::EventsPanel</name>
    <message>
        <source>&amp;Show</source>
        <translation>显示(&amp;S)</translation>
    </message>
    <message>
        <source>Show events from this level up</source>
        <translation>显示此级别及以上的事件</translation>
    </message>
    <message>
        <source>all events</source>
        <translation>全部事件</translation>
    </message>
    <message>
        <source>warnings and errors</source>
        <translation>警告与错误</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Show events about this slot</source>
        <translation>显示此槽位的事件</translation>
    </message>
    <message>
        <source>all slots</source>
        <translation>全部槽位</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Return or a double-click shows the verdict that an event is about</source>
        <translation>回车或双击显示事件所涉及的结论</translation>
    </message>
    <message>
        <source>The whole text of the event</source>
        <translation>事件全文</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::EventsViewModel</name>
    <message>
        <source>info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>门禁</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>What happened, and why</source>
        <translation>发生了什么，以及原因</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ExportActions</name>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>This program cannot write it</source>
        <translation>此程序无法写出</translation>
    </message>
    <message>
        <source>Export Chart as &amp;PNG…</source>
        <translation>图表导出为 &amp;PNG…</translation>
    </message>
    <message>
        <source>Export Chart as &amp;SVG…</source>
        <translation>图表导出为 &amp;SVG…</translation>
    </message>
    <message>
        <source>Export Visible Range as &amp;CSV…</source>
        <translation>可见范围导出为 &amp;CSV…</translation>
    </message>
    <message>
        <source>Export: %1</source>
        <translation>导出：%1</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <comment>PNG, png</comment>
        <translation>%1 文件 (*.%2)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>It shows nothing yet</source>
        <translation>它还没有内容</translation>
    </message>
    <message>
        <source>%1 shows nothing yet</source>
        <translation>“%1”还没有内容</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::FileKinds</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Other file</source>
        <translation>其他文件</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::FilterLine</name>
    <message>
        <source>Filter (Ctrl+F)</source>
        <translation>筛选 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Show rows with these words</source>
        <translation>只显示含这些词的行</translation>
    </message>
    <message>
        <source>Rows that have each of these words stay; Esc shows all again</source>
        <translation>保留含全部这些词的行；Esc 恢复全部</translation>
    </message>
    <message>
        <source>Show all rows</source>
        <translation>显示全部行</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::FilterRow</name>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 / %2 行</translation>
    </message>
    <message>
        <source>%1 of 1 row</source>
        <translation>%1 / 1 行</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::FirstStepsBar</name>
    <message>
        <source>1  Watch: scores run from right to left</source>
        <translation>1  观察：各线程的分数自右向左移动</translation>
    </message>
    <message>
        <source>2  Pick an operator, or drop a .so file here</source>
        <translation>2  在列表中选择算子，或将 .so 文件拖到此处</translation>
    </message>
    <message>
        <source>3  Swap: Ctrl+Return</source>
        <translation>3  切换：Ctrl+Return</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>入门步骤</translation>
    </message>
    <message>
        <source>Got It</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Close the first steps for good</source>
        <translation>永久关闭入门步骤</translation>
    </message>
    <message>
        <source>Close this hint for good</source>
        <translation>永久关闭此提示</translation>
    </message>
    <message>
        <source>%1 (done)</source>
        <translation>%1（已完成）</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::Gestures</name>
    <message>
        <source>Nothing changed: %1</source>
        <translation>未作更改：%1</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::GuardRows</name>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::HistogramChart</name>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::IntervalBox</name>
    <message>
        <source>Interval between two requests of a thread</source>
        <translation>同一线程两次请求的间隔</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::JournalPanel</name>
    <message>
        <source>Journal</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Show entries of this kind</source>
        <translation>显示此类条目</translation>
    </message>
    <message>
        <source>all kinds</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Show entries with this text</source>
        <translation>显示含此文字的条目</translation>
    </message>
    <message>
        <source>Text or slot</source>
        <translation>文字或槽位</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>Show older entries</source>
        <translation>显示更早的条目</translation>
    </message>
    <message>
        <source>Ki&amp;nd</source>
        <translation>类别(&amp;N)</translation>
    </message>
    <message>
        <source>Show %1 more</source>
        <translation>再显示 %1 条</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>当前不可用：%1</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::JournalViewModel</name>
    <message>
        <source>There are no older entries</source>
        <translation>没有更早的条目</translation>
    </message>
    <message>
        <source>The table shows no more; narrow the filter</source>
        <translation>表格已到上限；请缩小筛选范围</translation>
    </message>
    <message>
        <source>No entry matches the filter</source>
        <translation>没有条目符合筛选条件</translation>
    </message>
    <message>
        <source>Nothing was written down yet</source>
        <translation>尚无记录</translation>
    </message>
    <message>
        <source>The %1 newest entries</source>
        <translation>最新的 %1 条</translation>
    </message>
    <message>
        <source>All %1 entries</source>
        <translation>全部 %1 条</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Slot</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>What happened, and why</source>
        <translation>发生了什么，以及原因</translation>
    </message>
    <message>
        <source>run</source>
        <comment>kind of an entry</comment>
        <translation>运行</translation>
    </message>
    <message>
        <source>swap</source>
        <comment>kind of an entry</comment>
        <translation>切换</translation>
    </message>
    <message>
        <source>rollout</source>
        <comment>kind of an entry</comment>
        <translation>灰度发布</translation>
    </message>
    <message>
        <source>decision</source>
        <comment>kind of an entry</comment>
        <translation>决定</translation>
    </message>
    <message>
        <source>error</source>
        <comment>kind of an entry</comment>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <comment>kind of an entry</comment>
        <translation>警告</translation>
    </message>
    <message>
        <source>quarantine</source>
        <comment>kind of an entry</comment>
        <translation>隔离</translation>
    </message>
    <message>
        <source>release</source>
        <comment>kind of an entry</comment>
        <translation>解除隔离</translation>
    </message>
    <message>
        <source>The only entry</source>
        <translation>唯一一条</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::LaneChart</name>
    <message>
        <source>Version lanes</source>
        <translation>版本泳道</translation>
    </message>
    <message>
        <source>Which version each worker thread ran over the last seconds, one row per thread. Up and down select a thread, Escape selects none.</source>
        <translation>最近几秒内各工作线程运行的版本，每线程一行。上下键选择线程，Esc 取消选择。</translation>
    </message>
    <message>
        <source>T%1</source>
        <comment>thread</comment>
        <translation>T%1</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::LatencyChart</name>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::LegendRow</name>
    <message>
        <source>%1 hidden</source>
        <comment>version</comment>
        <translation>%1 已隐藏</translation>
    </message>
    <message>
        <source>Space shows %1</source>
        <translation>空格键显示 %1</translation>
    </message>
    <message>
        <source>Space hides %1</source>
        <translation>空格键隐藏 %1</translation>
    </message>
    <message>
        <source>+%1</source>
        <comment>entries without room</comment>
        <translation>+%1</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::LibraryDialog</name>
    <message>
        <source>Load operators</source>
        <translation>加载算子</translation>
    </message>
    <message>
        <source>Shared libraries (*.so)</source>
        <translation>共享库 (*.so)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>加载</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::LivePanel</name>
    <message>
        <source>Live scores and versions</source>
        <translation>实时分数与版本</translation>
    </message>
    <message>
        <source>A click on a version hides or shows it in the charts below</source>
        <translation>单击版本可在下方图表中隐藏或显示它</translation>
    </message>
    <message>
        <source>Zoomed — Space for live</source>
        <translation>已缩放 — 空格键返回实时</translation>
    </message>
    <message>
        <source>Frozen — Space for live</source>
        <translation>已冻结 — 空格键返回实时</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Version Lanes</source>
        <translation>版本泳道</translation>
    </message>
    <message>
        <source>Scores of T%1</source>
        <comment>thread</comment>
        <translation>T%1 的分数</translation>
    </message>
    <message>
        <source>%1: scores are not finite</source>
        <translation>%1：分数非有限</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::MainWindow</name>
    <message>
        <source>Hotswap Monitor</source>
        <translation>Hotswap Monitor</translation>
    </message>
    <message>
        <source>No table is in sight: open a tab below the charts</source>
        <translation>没有可见的表格：请打开图表下方的标签页</translation>
    </message>
    <message>
        <source>recording %1 — Hotswap Monitor</source>
        <translation>回放 %1 — Hotswap Monitor</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>version, program</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>“%1” is no interval: try 300 ms, 1.5 s, 250 us, or flat out</source>
        <translation>“%1”不是间隔：可输入 300 ms、1.5 s、250 us 或“全速”</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::NoticeBar</name>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Error details</source>
        <translation>错误详情</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Show when and where it happened (Ctrl+I)</source>
        <translation>显示发生的时间与位置 (Ctrl+I)</translation>
    </message>
    <message>
        <source>Dismiss the error</source>
        <translation>关闭此错误</translation>
    </message>
    <message>
        <source>Dismiss (Ctrl+D)</source>
        <translation>关闭 (Ctrl+D)</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::NoticesViewModel</name>
    <message>
        <source>(%1 answers now)</source>
        <translation>（现由 %1 应答）</translation>
    </message>
    <message>
        <source>(%1 more)</source>
        <translation>（另有 %1 条）</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::OperatorsPanel</name>
    <message>
        <source>Operators</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>No operator yet.

Load a .so (Ctrl+O)
or drop it on the window.</source>
        <translation>尚无算子。

加载 .so (Ctrl+O)
或将其拖入窗口。</translation>
    </message>
    <message>
        <source>Double-click swaps.
Drop a .so here.</source>
        <translation>双击即切换。
可将 .so 拖到此处。</translation>
    </message>
    <message>
        <source>Show the verdict</source>
        <translation>显示结论</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Show the verdict of %1 (F7)</source>
        <translation>显示 %1 的结论 (F7)</translation>
    </message>
    <message>
        <source>There is no verdict of %1</source>
        <translation>没有 %1 的结论</translation>
    </message>
    <message>
        <source>Show Verdict</source>
        <translation>显示结论</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::OperatorsViewModel</name>
    <message>
        <source>no requests yet</source>
        <translation>尚无请求</translation>
    </message>
    <message>
        <source>held by %1</source>
        <translation>被 %1 占用</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: taken back at the first fault</source>
        <translation>%1：首次故障即收回</translation>
    </message>
    <message>
        <source>Requests: %1, errors: %2, scores not finite: %3, loads: %4</source>
        <translation>请求：%1，错误：%2，非有限分数：%3，加载：%4</translation>
    </message>
    <message>
        <source>Verdict: %1</source>
        <translation>结论：%1</translation>
    </message>
    <message>
        <source>Its library stays in memory; it answers nothing.</source>
        <translation>其库仍留在内存中；不再应答。</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>on probation, %1</source>
        <translation>观察期，%1</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ParkedNote</name>
    <message>
        <source>Stuck threads</source>
        <translation>卡死线程</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ParkedViewModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1: has not ended for %3, because the destructor of an operator&apos;s thread_local object does not return; it called %2 last; the thread cannot be ended</source>
        <translation>%1：已 %3 未结束，因为算子的 thread_local 对象析构未返回；最后调用的是 %2；该线程无法结束</translation>
    </message>
    <message>
        <source>%1: stuck in %2 for %3; its request was answered elsewhere; the thread cannot be ended</source>
        <translation>%1：卡在 %2 中已 %3；其请求已由别处应答；该线程无法结束</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::PreviewPane</name>
    <message>
        <source>What a static inspection says of the file</source>
        <translation>静态检查对该文件的结论</translation>
    </message>
    <message>
        <source>What each gate said</source>
        <translation>各门禁的结论</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Select a file to see what a static inspection says of it.</source>
        <translation>选择一个文件以查看静态检查的结论。</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 个文件</translation>
    </message>
    <message>
        <source>Each is judged when it is loaded.</source>
        <translation>每个文件在加载时审查。</translation>
    </message>
    <message>
        <source>Inspecting…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>目前%1</translation>
    </message>
    <message>
        <source>It is tried in a process of its own when it is loaded.</source>
        <translation>加载时将在独立进程中审查。</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ProgressPanel</name>
    <message>
        <source>What is being done</source>
        <translation>正在进行的操作</translation>
    </message>
    <message>
        <source>Progress of the scenario</source>
        <translation>场景进度</translation>
    </message>
    <message>
        <source>Stop the scenario</source>
        <translation>停止场景</translation>
    </message>
    <message>
        <source>Stop the scenario (Shift+F9)</source>
        <translation>停止场景 (Shift+F9)</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::QualityPanel</name>
    <message>
        <source>AUC by version</source>
        <translation>各版本的 AUC</translation>
    </message>
    <message>
        <source>Log loss by version</source>
        <translation>各版本的对数损失</translation>
    </message>
    <message>
        <source>AUC and log loss by version</source>
        <translation>各版本的 AUC 与对数损失</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::QualityViewModel</name>
    <message>
        <source>AUC, last %1</source>
        <translation>AUC，最近 %1</translation>
    </message>
    <message>
        <source>Log loss, last %1</source>
        <translation>对数损失，最近 %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>chart, moment</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>AUC: how often a request with a positive label (0.5 or more) scored higher than one with a negative label, ties half (area under the ROC curve). 0.5 is chance, 1 is best.</source>
        <translation>AUC：正标签（不低于 0.5）的请求得分高于负标签请求的频率，相等计一半（ROC 曲线下面积）。0.5 等于随机，1 为最好。</translation>
    </message>
    <message>
        <source>Log loss: mean negative natural logarithm of the probability that the score gave to the label; scores are held between 0.000001 and 0.999999. Less is better.</source>
        <translation>对数损失：分数赋予标签的概率的负自然对数的平均值；分数限制在 0.000001 到 0.999999 之间。越小越好。</translation>
    </message>
    <message>
        <source>Each second a point over the last %1, from at most %2 labelled requests of a second; n tells how many they were. A point needs %3 of them, and %4 of each label.</source>
        <translation>每秒一个点，涵盖最近 %1，每秒最多取 %2 个带标签的请求；n 是所用请求数。一个点至少需要 %3 个请求，且两种标签各 %4 个。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>version, figure</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 (n %3)</source>
        <comment>version, figure, number of requests</comment>
        <translation>%1 %2 (n %3)</translation>
    </message>
    <message>
        <source>No labelled requests</source>
        <translation>没有带标签的请求</translation>
    </message>
    <message>
        <source>Too few labelled requests in this span</source>
        <translation>此时间段内带标签的请求太少</translation>
    </message>
    <message>
        <source>Requests with labels — a label column in csv: or movielens — show AUC and log loss per version here</source>
        <translation>带标签的请求（csv: 文件中的 label 列，或 movielens）会在此显示各版本的 AUC 与对数损失</translation>
    </message>
    <message>
        <source>A point needs %1 labelled requests within %2, and %3 of each label. %4 had %5, of which %6 positive: let it answer more, or choose a longer time span</source>
        <translation>一个点需要 %2 内有 %1 个带标签的请求，且两种标签各 %3 个。%4 有 %5 个，其中 %6 个为正：请让它应答更多请求，或选择更长的时间段</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ReceiptChart</name>
    <message>
        <source>Timeline of the swap</source>
        <translation>切换的时间线</translation>
    </message>
    <message>
        <source>Lengths on a logarithmic scale from %1</source>
        <translation>长度为对数刻度，自 %1 起</translation>
    </message>
    <message>
        <source>Threads, %1 around the publication</source>
        <translation>各线程，发布前后 %1</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ReceiptsPanel</name>
    <message>
        <source>Swap receipts</source>
        <translation>切换回执</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>kept for roll back</source>
        <translation>保留以备回滚</translation>
    </message>
    <message>
        <source>Swap Receipt</source>
        <translation>切换回执</translation>
    </message>
    <message>
        <source>Timeline of the swap</source>
        <translation>切换的时间线</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ReceiptsViewModel</name>
    <message>
        <source>Code: %1</source>
        <translation>代码：%1</translation>
    </message>
    <message>
        <source>copy %1, inspect %2, vet %3, load %4, parity %5, warm-up %6</source>
        <translation>复制 %1，检查 %2，审查 %3，加载 %4，一致性 %5，预热 %6</translation>
    </message>
    <message>
        <source>publish %1, drain %2, stall %3, lost %4</source>
        <translation>发布 %1，排空 %2，停顿 %3，丢失 %4</translation>
    </message>
    <message>
        <source>publish %1, draining</source>
        <translation>发布 %1，正在排空</translation>
    </message>
    <message>
        <source>Unloaded: %1</source>
        <translation>已卸载：%1</translation>
    </message>
    <message>
        <source>published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no: %1</source>
        <translation>否：%1</translation>
    </message>
    <message>
        <source>draining…</source>
        <translation>正在排空…</translation>
    </message>
    <message>
        <source>kept for roll back</source>
        <translation>保留以备回滚</translation>
    </message>
    <message>
        <source>in use again</source>
        <translation>再次使用</translation>
    </message>
    <message>
        <source>kept, unloaded later</source>
        <translation>曾保留，后已卸载</translation>
    </message>
    <message>
        <source>kept, now a zombie: %1</source>
        <translation>曾保留，现为僵留：%1</translation>
    </message>
    <message>
        <source>Longest gap between two blocks of any thread around the swap</source>
        <translation>切换前后任一线程两个请求块之间的最长间隔</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Vet</source>
        <translation>审查</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>Parity</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>排空</translation>
    </message>
    <message>
        <source>Stall</source>
        <translation>停顿</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Unloaded</source>
        <translation>已卸载</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::RecentFiles</name>
    <message>
        <source>%1 — %2</source>
        <comment>file, folder</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>Load %1</source>
        <translation>加载 %1</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 已不存在</translation>
    </message>
    <message>
        <source>&amp;Forget These Files</source>
        <translation>清除这些记录(&amp;F)</translation>
    </message>
    <message>
        <source>Empty this list</source>
        <translation>清空此列表</translation>
    </message>
    <message>
        <source>No file was loaded yet</source>
        <translation>尚未加载过文件</translation>
    </message>
    <message>
        <source>Load Re&amp;cent</source>
        <translation>最近加载(&amp;C)</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::RolloutActions</name>
    <message>
        <source>&amp;Canary…</source>
        <translation>灰度发布(&amp;C)…</translation>
    </message>
    <message>
        <source>Give the target a small share first, step by step</source>
        <translation>先给目标版本少量份额，逐步放大</translation>
    </message>
    <message>
        <source>S&amp;tart the Canary</source>
        <translation>开始灰度发布(&amp;T)</translation>
    </message>
    <message>
        <source>Start the rollout that the form describes</source>
        <translation>按表单开始灰度发布</translation>
    </message>
    <message>
        <source>Close the Canary&apos;s &amp;Form</source>
        <translation>关闭灰度表单(&amp;F)</translation>
    </message>
    <message>
        <source>Close the form</source>
        <translation>关闭表单</translation>
    </message>
    <message>
        <source>&amp;Promote</source>
        <translation>转正(&amp;P)</translation>
    </message>
    <message>
        <source>Promote</source>
        <translation>转正</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>暂停(&amp;U)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>&amp;Abort</source>
        <translation>中止(&amp;A)</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Its form is open already</source>
        <translation>其表单已打开</translation>
    </message>
    <message>
        <source>The form of a canary is not open</source>
        <translation>灰度表单未打开</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>恢复(&amp;U)</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::RolloutPanel</name>
    <message>
        <source>Rollout</source>
        <translation>灰度发布</translation>
    </message>
    <message>
        <source>No rollout yet.
Choose a target and press Canary: it answers a small share first, and is taken back when a guard breaks.</source>
        <translation>尚无灰度发布。
选择目标并按“灰度发布”：它先应答少量请求，护栏被突破即收回。</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::RolloutViewModel</name>
    <message>
        <source>Promote</source>
        <translation>转正</translation>
    </message>
    <message>
        <source>Abort the rollout</source>
        <translation>中止灰度发布</translation>
    </message>
    <message>
        <source>Promote %1 now, whatever is missing</source>
        <translation>立即转正 %1，忽略未满足的条件</translation>
    </message>
    <message>
        <source>Abort: %1 answers everything again</source>
        <translation>中止：全部请求重新由 %1 应答</translation>
    </message>
    <message>
        <source>Nothing answers here yet</source>
        <translation>此处尚无版本应答</translation>
    </message>
    <message>
        <source>No rollout is under way, and %1 is permanent already</source>
        <translation>没有进行中的灰度发布，且 %1 已是长期版本</translation>
    </message>
    <message>
        <source>Confirm %1: its trial is over, and it is permanent</source>
        <translation>确认 %1：试用结束，成为长期版本</translation>
    </message>
    <message>
        <source>No rollout is under way, and no swap waits for its moment</source>
        <translation>没有进行中的灰度发布，也没有等待时机的切换</translation>
    </message>
    <message>
        <source>Call off the swap to %1, which waits for its moment</source>
        <translation>取消等待时机的到 %1 的切换</translation>
    </message>
    <message>
        <source>&amp;Promote</source>
        <translation>转正(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Promote %1</source>
        <translation>转正 %1(&amp;P)</translation>
    </message>
    <message>
        <source>Resume: the steps go on</source>
        <translation>恢复：阶段继续推进</translation>
    </message>
    <message>
        <source>Pause: no step ends by itself; a broken guard still ends it</source>
        <translation>暂停：阶段不会自行结束；护栏被突破仍会终止</translation>
    </message>
    <message>
        <source>No rollout is under way</source>
        <translation>没有进行中的灰度发布</translation>
    </message>
    <message>
        <source>C&amp;onfirm %1</source>
        <translation>确认 %1(&amp;O)</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ScoreChart</name>
    <message>
        <source>Scores per thread</source>
        <translation>各线程分数</translation>
    </message>
    <message>
        <source>Scores that each worker thread got over the last seconds, coloured by the version that gave them. The table of threads has the latest values.</source>
        <translation>最近几秒内各工作线程得到的分数，颜色表示给出分数的版本。最新值见线程表。</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ScrubBar</name>
    <message>
        <source>Time of the recording</source>
        <translation>回放时间</translation>
    </message>
    <message>
        <source>Moment of the recording</source>
        <translation>回放位置</translation>
    </message>
    <message>
        <source>Moment of the recording (Left, Right, PageUp, PageDown, Home, End)</source>
        <translation>回放位置（←、→、PageUp、PageDown、Home、End）</translation>
    </message>
    <message>
        <source>Pause the recording</source>
        <translation>暂停回放</translation>
    </message>
    <message>
        <source>Play the recording as fast as it happened</source>
        <translation>按原速回放</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>moment of a recording, its end</comment>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ShareChart</name>
    <message>
        <source>Share of requests per version</source>
        <translation>各版本的请求占比</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::SlotBox</name>
    <message>
        <source>Slot</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>The slot that lists, charts and commands are about (Alt+L)</source>
        <translation>列表、图表与命令所针对的槽位 (Alt+L)</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::SpreadsViewModel</name>
    <message>
        <source>No version to compare in this span</source>
        <translation>此时段内没有可对比的版本</translation>
    </message>
    <message>
        <source>The workers are stopped: start them with F5, or choose a longer time span</source>
        <translation>工作线程已停止：按 F5 启动，或选择更长的时间跨度</translation>
    </message>
    <message>
        <source>Swap to a version to see its scores and latencies here, or choose a longer time span</source>
        <translation>切换到某个版本即可在此查看其分数与延迟，或选择更长的时间跨度</translation>
    </message>
    <message>
        <source>Scores: a sample of the timed calls of each version</source>
        <translation>分数：各版本计时调用的抽样</translation>
    </message>
    <message>
        <source>Latency: every timed call of each version</source>
        <translation>延迟：各版本的全部计时调用</translation>
    </message>
    <message>
        <source>no finite score</source>
        <translation>无有限分数</translation>
    </message>
    <message>
        <source> · %1 NaN or infinite</source>
        <translation> · %1 个 NaN 或无穷</translation>
    </message>
    <message>
        <source>Shadow: score of %1 minus score of %2, latest pairs</source>
        <translation>影子：%1 的分数减 %2 的分数，最近的配对</translation>
    </message>
    <message>
        <source>mean %1 · p50 %2 · p99 %3 · %4</source>
        <translation>均值 %1 · p50 %2 · p99 %3 · %4</translation>
    </message>
    <message>
        <source>mean %1 · p99 %2 · max %3 · %4 of %5</source>
        <comment>of the differences, drawn, all</comment>
        <translation>均值 %1 · p99 %2 · 最大 %3 · %4 / %5</translation>
    </message>
    <message>
        <source>Move the bar below the charts to another moment of the recording, or choose a longer time span</source>
        <translation>请用图表下方的滑块移到回放的其他时刻，或选择更长的时间跨度</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::StatusStrip</name>
    <message>
        <source>What happened last</source>
        <translation>最近发生的事</translation>
    </message>
    <message>
        <source>Worker threads</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>64 threads, stopped</source>
        <translation>64 个线程，已停止</translation>
    </message>
    <message>
        <source>Active version</source>
        <translation>当前版本</translation>
    </message>
    <message>
        <source>Requests per second</source>
        <translation>每秒请求数</translation>
    </message>
    <message>
        <source>99th percentile of the latency</source>
        <translation>延迟的第 99 百分位</translation>
    </message>
    <message>
        <source>Lost requests</source>
        <translation>丢失的请求</translation>
    </message>
    <message>
        <source>999 lost</source>
        <translation>丢失 999</translation>
    </message>
    <message>
        <source>Requests that ended in an error, and scores that were NaN or infinite</source>
        <translation>以错误结束的请求，以及 NaN 或无穷的分数</translation>
    </message>
    <message>
        <source>Threads that are stuck in an operator&apos;s call; see the threads table</source>
        <translation>卡在算子调用中的线程；见线程表</translation>
    </message>
    <message>
        <source>The window&apos;s own load</source>
        <translation>窗口自身的负载</translation>
    </message>
    <message>
        <source>window 30 fps 10 %</source>
        <translation>窗口 30 帧/秒 10 %</translation>
    </message>
    <message>
        <source>, all slots</source>
        <translation>（全部槽位）</translation>
    </message>
    <message>
        <source>99th percentile of the latency%1: %2</source>
        <translation>延迟的第 99 百分位%1：%2</translation>
    </message>
    <message>
        <source>Requests that ended in an error, and scores that were NaN or infinite%1: %2</source>
        <translation>以错误结束的请求，以及 NaN 或无穷的分数%1：%2</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::StatusViewModel</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Rolled back to %1 in %2</source>
        <translation>已回滚到 %1，用时 %2</translation>
    </message>
    <message>
        <source>%1 %2 in %3</source>
        <translation>%1 %2，用时 %3</translation>
    </message>
    <message>
        <source>%1, %2 threads</source>
        <translation>%1，%2 线程</translation>
    </message>
    <message>
        <source>no operator</source>
        <translation>无算子</translation>
    </message>
    <message>
        <source>%1, stopped</source>
        <translation>%1，已停止</translation>
    </message>
    <message>
        <source>%1, done</source>
        <translation>%1，已完成</translation>
    </message>
    <message>
        <source>all slots: %1</source>
        <translation>全部槽位：%1</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <translation>p99 %1</translation>
    </message>
    <message>
        <source>window %1 fps %2 %</source>
        <translation>窗口 %1 帧/秒 %2 %</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>已冻结</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::StepRow</name>
    <message>
        <source>Steps of the rollout</source>
        <translation>灰度发布的阶段</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::TargetBox</name>
    <message>
        <source>Target of the swap</source>
        <translation>切换目标</translation>
    </message>
    <message>
        <source>The version that Swap swaps to (Alt+T)</source>
        <translation>“切换”所切到的版本 (Alt+T)</translation>
    </message>
    <message>
        <source>none loaded</source>
        <translation>未加载</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::TextWindow</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>&lt;h2&gt;Hotswap Monitor %1&lt;/h2&gt;&lt;p&gt;Replaces live scoring operators without a pause and shows what the replacement does.&lt;/p&gt;&lt;p&gt;The source is under the MIT licence. The window is drawn with Qt %2 (LGPL 3) and Qt Charts, which is under GPL 3: a program that contains both, as this one does, is passed on under GPL 3.&lt;/p&gt;</source>
        <translation>&lt;h2&gt;Hotswap Monitor %1&lt;/h2&gt;&lt;p&gt;不停顿地替换在线打分算子，并显示替换的效果。&lt;/p&gt;&lt;p&gt;源代码采用 MIT 许可证。窗口使用 Qt %2 (LGPL 3) 与采用 GPL 3 的 Qt Charts 绘制：同时包含两者的程序（如本程序）须按 GPL 3 分发。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About Hotswap Monitor</source>
        <translation>关于 Hotswap Monitor</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ThreadsPanel</name>
    <message>
        <source>Worker threads</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ThreadsViewModel</name>
    <message>
        <source>Version and score are those in slot %1; all else is of all slots together.</source>
        <translation>版本与分数取自槽位 %1；其余为全部槽位合计。</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Requests/s</source>
        <translation>请求/秒</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Switches</source>
        <translation>切换次数</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ThroughputChart</name>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::TimelineChart</name>
    <message>
        <source>%1 on %2</source>
        <comment>version, threads</comment>
        <translation>%1 于 %2</translation>
    </message>
    <message>
        <source>%1: no score here</source>
        <comment>version</comment>
        <translation>%1：此处无分数</translation>
    </message>
    <message>
        <source>%1: %2 to %3</source>
        <comment>version, scores</comment>
        <translation>%1：%2 至 %3</translation>
    </message>
    <message>
        <source>no traffic of a version that is shown</source>
        <translation>所显示的版本没有流量</translation>
    </message>
    <message>
        <source>T%1 · %2</source>
        <comment>thread, version</comment>
        <translation>T%1 · %2</translation>
    </message>
    <message>
        <source>beside %1, about %2 %</source>
        <translation>另有 %1，约 %2 %</translation>
    </message>
    <message>
        <source>no score here</source>
        <translation>此处无分数</translation>
    </message>
    <message>
        <source>scores are not finite</source>
        <translation>分数非有限</translation>
    </message>
    <message>
        <source>scores %1 to %2</source>
        <translation>分数 %1 至 %2</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>分数 %1</translation>
    </message>
    <message>
        <source>last %1, %2</source>
        <comment>score, requests</comment>
        <translation>最后 %1，%2</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::TimelineViewModel</name>
    <message>
        <source>No traffic in slot %1</source>
        <translation>槽位 %1 没有流量</translation>
    </message>
    <message>
        <source>No traffic yet</source>
        <translation>尚无流量</translation>
    </message>
    <message>
        <source>Load an operator (Ctrl+O, or drop a .so file here), then swap to it.</source>
        <translation>加载算子（Ctrl+O，或将 .so 文件拖到此处），然后切换到它。</translation>
    </message>
    <message>
        <source>The workers are stopped. Start them to see scores.</source>
        <translation>工作线程已停止。启动后即可看到分数。</translation>
    </message>
    <message>
        <source>The workers have answered all their rounds. Run a scenario or raise the rounds.</source>
        <translation>工作线程已完成全部轮次。请运行场景或增加轮次。</translation>
    </message>
    <message>
        <source>The requests name other slots.</source>
        <translation>请求指向其他槽位。</translation>
    </message>
    <message>
        <source>The first request is on its way.</source>
        <translation>首个请求即将到来。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>version, operator&apos;s name</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The recording has none in this span. Move the bar below the charts to another moment.</source>
        <translation>回放在此时间跨度内没有流量。请用图表下方的滑块移到其他时刻。</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::TotalsPanel</name>
    <message>
        <source>Throughput, latency and share</source>
        <translation>吞吐量、延迟与占比</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>chart, moment</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Latency of a call: %1</source>
        <translation>单次调用延迟：%1</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::TotalsViewModel</name>
    <message>
        <source>No traffic yet</source>
        <translation>尚无流量</translation>
    </message>
    <message>
        <source>no traffic</source>
        <translation>无流量</translation>
    </message>
    <message>
        <source>Latency, all slots</source>
        <translation>延迟（全部槽位）</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>p50 %1</source>
        <comment>median latency</comment>
        <translation>p50 %1</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <comment>99th percentile of latency</comment>
        <translation>p99 %1</translation>
    </message>
    <message>
        <source>max %1</source>
        <comment>largest latency</comment>
        <translation>最大 %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>version, share</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 requests now</source>
        <translation>当前 %1 个请求</translation>
    </message>
    <message>
        <source>%1 requests at %2</source>
        <translation>%2 时 %1 个请求</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>%1 时</translation>
    </message>
    <message>
        <source>%1 of a call %2: %3, %4, %5</source>
        <comment>title, when, p50, p99, max</comment>
        <translation>%2单次调用%1：%3，%4，%5</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::ValuesPanel</name>
    <message>
        <source>What the charts show</source>
        <translation>图表所示的数值</translation>
    </message>
    <message>
        <source>Latency, all slots</source>
        <translation>延迟（全部槽位）</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::VerdictPanel</name>
    <message>
        <source>Verdict of the previous file</source>
        <translation>上一文件的结论</translation>
    </message>
    <message>
        <source>Verdict of the next file</source>
        <translation>下一文件的结论</translation>
    </message>
    <message>
        <source>Show what was in order, too</source>
        <translation>同时显示通过的检查</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>上线</translation>
    </message>
    <message>
        <source>Close the verdict (Esc)</source>
        <translation>关闭结论 (Esc)</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Which of the files</source>
        <translation>第几个文件</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>What passed (%1)</source>
        <translation>通过的检查 (%1)</translation>
    </message>
    <message>
        <source>Files that were picked together</source>
        <translation>一同选中的文件</translation>
    </message>
    <message>
        <source>What each gate said</source>
        <translation>各门禁的结论</translation>
    </message>
    <message>
        <source>%1: %2; %3</source>
        <translation>%1：%2；%3</translation>
    </message>
    <message>
        <source>not judged yet</source>
        <translation>尚未审查</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Go live (Ctrl+Return)</source>
        <translation>上线 (Ctrl+Return)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Swap to v%1 (Ctrl+Return)</source>
        <translation>切换到 v%1 (Ctrl+Return)</translation>
    </message>
    <message>
        <source>Swap to v%1</source>
        <translation>切换到 v%1</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>当前不可用：%1</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::VerdictRows</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::VerdictViewModel</name>
    <message>
        <source>%1 was unloaded; to go live it is loaded again</source>
        <translation>%1 已卸载；上线时将重新加载</translation>
    </message>
    <message>
        <source>%1 stays in memory; to go live it is started anew</source>
        <translation>%1 仍在内存中；上线时将重新启动</translation>
    </message>
    <message>
        <source>%1 was replaced and ends what it began</source>
        <translation>%1 已被替换，正在完成已开始的请求</translation>
    </message>
    <message>
        <source>%1 was live before and is ready to answer again</source>
        <translation>%1 曾经上线，可随时再次应答</translation>
    </message>
    <message>
        <source>%1 is ready and not live yet</source>
        <translation>%1 已就绪，尚未上线</translation>
    </message>
    <message>
        <source>No operator is loaded yet</source>
        <translation>尚未加载算子</translation>
    </message>
    <message>
        <source>There is no verdict of %1</source>
        <translation>没有 %1 的结论</translation>
    </message>
    <message>
        <source>Nothing changed: %1</source>
        <translation>未作更改：%1</translation>
    </message>
    <message>
        <source>Nothing changed: %1, which the verdict shows, was refused</source>
        <translation>未作更改：结论所示的 %1 已被拒绝</translation>
    </message>
    <message>
        <source>failed live; was %1</source>
        <translation>上线后失败；此前%1</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>nothing is serving yet</source>
        <translation>尚无版本服务</translation>
    </message>
    <message>
        <source>%1 keeps serving</source>
        <translation>%1 继续服务</translation>
    </message>
    <message>
        <source>%1 answers now</source>
        <translation>现由 %1 应答</translation>
    </message>
    <message>
        <source>It was refused</source>
        <translation>已被拒绝</translation>
    </message>
    <message>
        <source>%1 is not ready yet</source>
        <translation>%1 尚未就绪</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::VersionsPanel</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>quarantined</source>
        <translation>已隔离</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Roll Back to This</source>
        <translation>回滚到此版本</translation>
    </message>
    <message>
        <source>Roll back to the selected version</source>
        <translation>回滚到选中的版本</translation>
    </message>
    <message>
        <source>Promote or confirm the selected version</source>
        <translation>转正或确认选中的版本</translation>
    </message>
    <message>
        <source>Roll back to %1 at once</source>
        <translation>立即回滚到 %1</translation>
    </message>
    <message>
        <source>Not now: %1</source>
        <translation>当前不可用：%1</translation>
    </message>
    <message>
        <source>Select the version to go back to</source>
        <translation>选择要回到的版本</translation>
    </message>
    <message>
        <source>Nothing here is a candidate or on trial</source>
        <translation>此处没有候选或试用期的版本</translation>
    </message>
    <message>
        <source>Select %1, which it is about</source>
        <translation>请选择所涉及的 %1</translation>
    </message>
    <message>
        <source>%1 is selected, and only %2 can be promoted or confirmed now</source>
        <translation>已选中 %1，而现在只能转正或确认 %2</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::VersionsViewModel</name>
    <message>
        <source>permanent</source>
        <translation>长期</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>on trial</source>
        <translation>试用期</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Permanent: what a crash of another version goes back to</source>
        <translation>长期：其他版本崩溃时退回到它</translation>
    </message>
    <message>
        <source>Confirmed: it passed its trial, and is permanent again as soon as it answers</source>
        <translation>已确认：已通过试用，一旦应答即再次成为长期版本</translation>
    </message>
    <message>
        <source>On trial until a person, a rollout or time confirms it</source>
        <translation>处于试用期，直到由人、灰度发布或时间确认</translation>
    </message>
    <message>
        <source>v%1 is not in the slot&apos;s history of published versions: swap to it instead</source>
        <translation>v%1 不在该槽位的已发布历史中：请改为切换到它</translation>
    </message>
    <message>
        <source>in the store</source>
        <translation>在算子仓库中</translation>
    </message>
    <message>
        <source>No version is selected</source>
        <translation>未选择版本</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Last published</source>
        <translation>最近发布</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::WindowActions</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>&amp;Load .so…</source>
        <translation>加载 .so(&amp;L)…</translation>
    </message>
    <message>
        <source>Load operators from shared libraries</source>
        <translation>从共享库加载算子</translation>
    </message>
    <message>
        <source>&amp;Swap</source>
        <translation>切换(&amp;S)</translation>
    </message>
    <message>
        <source>Swap to the target</source>
        <translation>切换到目标版本</translation>
    </message>
    <message>
        <source>Roll &amp;Back</source>
        <translation>回滚(&amp;B)</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>&amp;Freeze</source>
        <translation>冻结(&amp;F)</translation>
    </message>
    <message>
        <source>Freeze the picture; the workers go on</source>
        <translation>冻结画面；工作线程继续运行</translation>
    </message>
    <message>
        <source>Back to &amp;Live</source>
        <translation>返回实时(&amp;L)</translation>
    </message>
    <message>
        <source>Let the picture go on</source>
        <translation>恢复画面更新</translation>
    </message>
    <message>
        <source>S&amp;top Workers</source>
        <translation>停止工作线程(&amp;T)</translation>
    </message>
    <message>
        <source>Stop the workers</source>
        <translation>停止工作线程</translation>
    </message>
    <message>
        <source>Run the &amp;Reference Scenario</source>
        <translation>运行参考场景(&amp;R)</translation>
    </message>
    <message>
        <source>V1, V2, V1, V2 within 12 seconds</source>
        <translation>12 秒内依次切换 V1、V2、V1、V2</translation>
    </message>
    <message>
        <source>End the running scenario</source>
        <translation>结束正在运行的场景</translation>
    </message>
    <message>
        <source>Error &amp;Details</source>
        <translation>错误详情(&amp;D)</translation>
    </message>
    <message>
        <source>Show when and where it happened</source>
        <translation>显示发生的时间与位置</translation>
    </message>
    <message>
        <source>D&amp;ismiss Error</source>
        <translation>关闭错误(&amp;I)</translation>
    </message>
    <message>
        <source>Close the error bar</source>
        <translation>关闭错误栏</translation>
    </message>
    <message>
        <source>Filter the &amp;Table</source>
        <translation>筛选表格(&amp;T)</translation>
    </message>
    <message>
        <source>Show only the rows with certain words</source>
        <translation>只显示含特定词的行</translation>
    </message>
    <message>
        <source>&amp;Values of the Charts</source>
        <translation>图表数值(&amp;V)</translation>
    </message>
    <message>
        <source>Show what the charts show as a table</source>
        <translation>以表格显示图表内容</translation>
    </message>
    <message>
        <source>&amp;Go Live with What the Verdict Shows</source>
        <translation>上线结论所示版本(&amp;G)</translation>
    </message>
    <message>
        <source>Swap to what the verdict shows</source>
        <translation>切换到结论所示版本</translation>
    </message>
    <message>
        <source>Why It Cannot Go Live</source>
        <translation>为何不能上线</translation>
    </message>
    <message>
        <source>Say why not</source>
        <translation>说明原因</translation>
    </message>
    <message>
        <source>Show &amp;Verdict</source>
        <translation>显示结论(&amp;V)</translation>
    </message>
    <message>
        <source>Show what the gates said of the target</source>
        <translation>显示各门禁对目标版本的结论</translation>
    </message>
    <message>
        <source>&amp;Close Verdict</source>
        <translation>关闭结论(&amp;C)</translation>
    </message>
    <message>
        <source>Close the verdict</source>
        <translation>关闭结论</translation>
    </message>
    <message>
        <source>&amp;Reload Configuration</source>
        <translation>重新读取配置(&amp;R)</translation>
    </message>
    <message>
        <source>Read the configuration file again; the events tell what changed</source>
        <translation>重新读取配置文件；变更见事件</translation>
    </message>
    <message>
        <source>&amp;Save Session…</source>
        <translation>保存会话(&amp;S)…</translation>
    </message>
    <message>
        <source>Save all that is known now to a file that --open shows again</source>
        <translation>将当前全部数据保存为可用 --open 再次查看的文件</translation>
    </message>
    <message>
        <source>&amp;Report as JSON…</source>
        <translation>报告导出为 JSON(&amp;R)…</translation>
    </message>
    <message>
        <source>Write the report of the run up to now</source>
        <translation>写出截至目前的运行报告</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>Put every panel back where it was at first</source>
        <translation>将所有面板恢复到初始位置</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Find an Action…</source>
        <translation>查找操作(&amp;F)…</translation>
    </message>
    <message>
        <source>Find anything that the window can do by typing</source>
        <translation>输入文字查找窗口的任何操作</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>List the shortcuts</source>
        <translation>列出快捷键</translation>
    </message>
    <message>
        <source>&amp;About Hotswap Monitor</source>
        <translation>关于 Hotswap Monitor(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>版本与许可证</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Resu&amp;me</source>
        <translation>恢复(&amp;M)</translation>
    </message>
    <message>
        <source>The picture is live already</source>
        <translation>画面已是实时</translation>
    </message>
    <message>
        <source>There is no error</source>
        <translation>没有错误</translation>
    </message>
    <message>
        <source>No scenario is running</source>
        <translation>没有正在运行的场景</translation>
    </message>
    <message>
        <source>The reference scenario was not found</source>
        <translation>未找到参考场景</translation>
    </message>
    <message>
        <source>It is running already</source>
        <translation>已在运行</translation>
    </message>
    <message>
        <source>No verdict is open</source>
        <translation>没有打开的结论</translation>
    </message>
    <message>
        <source>S&amp;tart Workers</source>
        <translation>启动工作线程(&amp;T)</translation>
    </message>
    <message>
        <source>Start the workers</source>
        <translation>启动工作线程</translation>
    </message>
    <message>
        <source>Stop the workers after the requests in flight</source>
        <translation>处理完在途请求后停止工作线程</translation>
    </message>
    <message>
        <source>This build has no texts in that language</source>
        <translation>此构建不含该语言的文字</translation>
    </message>
    <message>
        <source>Stop the Sc&amp;enario</source>
        <translation>停止场景(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;New Window</source>
        <translation>新建窗口(&amp;N)</translation>
    </message>
    <message>
        <source>Open another window on the same run</source>
        <translation>为同一次运行打开另一个窗口</translation>
    </message>
    <message>
        <source>Close &amp;Window</source>
        <translation>关闭窗口(&amp;W)</translation>
    </message>
    <message>
        <source>Close this window; with the last one the run ends</source>
        <translation>关闭此窗口；关闭最后一个即结束运行</translation>
    </message>
    <message>
        <source>Close all windows and end the run</source>
        <translation>关闭全部窗口并结束运行</translation>
    </message>
    <message>
        <source>Versions &amp;Compared</source>
        <translation>版本对比(&amp;C)</translation>
    </message>
    <message>
        <source>Show scores and latencies of the versions as histograms</source>
        <translation>以直方图显示各版本的分数与延迟</translation>
    </message>
    <message>
        <source>The line tells all that is known</source>
        <translation>这一行已是全部内容</translation>
    </message>
    <message>
        <source>A&amp;UC and Log Loss</source>
        <translation>AUC 与对数损失(&amp;U)</translation>
    </message>
    <message>
        <source>Show how well the versions foretell labels, over time</source>
        <translation>显示各版本对标签的预测质量随时间的变化</translation>
    </message>
</context>
<context>
    <name>hotswap::ui::WindowPanels</name>
    <message>
        <source>Operators</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>灰度发布</translation>
    </message>
    <message>
        <source>Throughput · Latency · Share</source>
        <translation>吞吐量 · 延迟 · 占比</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Swap receipts</source>
        <translation>切换回执</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Threads (%1)</source>
        <translation>线程 (%1)</translation>
    </message>
    <message>
        <source>Threads (%1, %2 stuck)</source>
        <translation>线程 (%1，卡死 %2)</translation>
    </message>
    <message>
        <source>Events (%1)</source>
        <translation>事件 (%1)</translation>
    </message>
    <message>
        <source>Events (%1 of %2)</source>
        <translation>事件 (%1 / %2)</translation>
    </message>
    <message>
        <source>Swap receipts (%1)</source>
        <translation>切换回执 (%1)</translation>
    </message>
    <message>
        <source>Versions (%1)</source>
        <translation>版本 (%1)</translation>
    </message>
    <message>
        <source>Versions compared</source>
        <translation>版本对比</translation>
    </message>
    <message>
        <source>AUC · Log loss</source>
        <translation>AUC · 对数损失</translation>
    </message>
</context>
</TS>
