/* Mesh Broadcast 0.1.0, the dashboard. Built from frontend/, see docs/development.md. */
var M3=Object.defineProperty;var e3=Object.getOwnPropertyDescriptor;var d=(M,V,C,H)=>{for(var L=H>1?void 0:H?e3(V,C):V,e=M.length-1,r;e>=0;e--)(r=M[e])&&(L=(H?r(V,C,L):r(L))||L);return H&&L&&M3(V,C,L),L};var g1=globalThis,O1=g1.ShadowRoot&&(g1.ShadyCSS===void 0||g1.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,J1=Symbol(),O2=new WeakMap,m1=class{constructor(V,C,H){if(this._$cssResult$=!0,H!==J1)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=V,this.t=C}get styleSheet(){let V=this.o,C=this.t;if(O1&&V===void 0){let H=C!==void 0&&C.length===1;H&&(V=O2.get(C)),V===void 0&&((this.o=V=new CSSStyleSheet).replaceSync(this.cssText),H&&O2.set(C,V))}return V}toString(){return this.cssText}},b2=M=>new m1(typeof M=="string"?M:M+"",void 0,J1),u=(M,...V)=>{let C=M.length===1?M[0]:V.reduce((H,L,e)=>H+(r=>{if(r._$cssResult$===!0)return r.cssText;if(typeof r=="number")return r;throw Error("Value passed to 'css' function must be a 'css' function result: "+r+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(L)+M[e+1],M[0]);return new m1(C,M,J1)},y2=(M,V)=>{if(O1)M.adoptedStyleSheets=V.map(C=>C instanceof CSSStyleSheet?C:C.styleSheet);else for(let C of V){let H=document.createElement("style"),L=g1.litNonce;L!==void 0&&H.setAttribute("nonce",L),H.textContent=C.cssText,M.appendChild(H)}},C2=O1?M=>M:M=>M instanceof CSSStyleSheet?(V=>{let C="";for(let H of V.cssRules)C+=H.cssText;return b2(C)})(M):M;var{is:r3,defineProperty:t3,getOwnPropertyDescriptor:i3,getOwnPropertyNames:o3,getOwnPropertySymbols:a3,getPrototypeOf:A3}=Object,b1=globalThis,k2=b1.trustedTypes,d3=k2?k2.emptyScript:"",n3=b1.reactiveElementPolyfillSupport,l1=(M,V)=>M,v1={toAttribute(M,V){switch(V){case Boolean:M=M?d3:null;break;case Object:case Array:M=M==null?M:JSON.stringify(M)}return M},fromAttribute(M,V){let C=M;switch(V){case Boolean:C=M!==null;break;case Number:C=M===null?null:Number(M);break;case Object:case Array:try{C=JSON.parse(M)}catch{C=null}}return C}},y1=(M,V)=>!r3(M,V),w2={attribute:!0,type:String,converter:v1,reflect:!1,useDefault:!1,hasChanged:y1};Symbol.metadata??=Symbol("metadata"),b1.litPropertyMetadata??=new WeakMap;var E=class extends HTMLElement{static addInitializer(V){this._$Ei(),(this.l??=[]).push(V)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(V,C=w2){if(C.state&&(C.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(V)&&((C=Object.create(C)).wrapped=!0),this.elementProperties.set(V,C),!C.noAccessor){let H=Symbol(),L=this.getPropertyDescriptor(V,H,C);L!==void 0&&t3(this.prototype,V,L)}}static getPropertyDescriptor(V,C,H){let{get:L,set:e}=i3(this.prototype,V)??{get(){return this[C]},set(r){this[C]=r}};return{get:L,set(r){let t=L?.call(this);e?.call(this,r),this.requestUpdate(V,t,H)},configurable:!0,enumerable:!0}}static getPropertyOptions(V){return this.elementProperties.get(V)??w2}static _$Ei(){if(this.hasOwnProperty(l1("elementProperties")))return;let V=A3(this);V.finalize(),V.l!==void 0&&(this.l=[...V.l]),this.elementProperties=new Map(V.elementProperties)}static finalize(){if(this.hasOwnProperty(l1("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(l1("properties"))){let C=this.properties,H=[...o3(C),...a3(C)];for(let L of H)this.createProperty(L,C[L])}let V=this[Symbol.metadata];if(V!==null){let C=litPropertyMetadata.get(V);if(C!==void 0)for(let[H,L]of C)this.elementProperties.set(H,L)}this._$Eh=new Map;for(let[C,H]of this.elementProperties){let L=this._$Eu(C,H);L!==void 0&&this._$Eh.set(L,C)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(V){let C=[];if(Array.isArray(V)){let H=new Set(V.flat(1/0).reverse());for(let L of H)C.unshift(C2(L))}else V!==void 0&&C.push(C2(V));return C}static _$Eu(V,C){let H=C.attribute;return H===!1?void 0:typeof H=="string"?H:typeof V=="string"?V.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(V=>this.enableUpdating=V),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(V=>V(this))}addController(V){(this._$EO??=new Set).add(V),this.renderRoot!==void 0&&this.isConnected&&V.hostConnected?.()}removeController(V){this._$EO?.delete(V)}_$E_(){let V=new Map,C=this.constructor.elementProperties;for(let H of C.keys())this.hasOwnProperty(H)&&(V.set(H,this[H]),delete this[H]);V.size>0&&(this._$Ep=V)}createRenderRoot(){let V=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return y2(V,this.constructor.elementStyles),V}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(V=>V.hostConnected?.())}enableUpdating(V){}disconnectedCallback(){this._$EO?.forEach(V=>V.hostDisconnected?.())}attributeChangedCallback(V,C,H){this._$AK(V,H)}_$ET(V,C){let H=this.constructor.elementProperties.get(V),L=this.constructor._$Eu(V,H);if(L!==void 0&&H.reflect===!0){let e=(H.converter?.toAttribute!==void 0?H.converter:v1).toAttribute(C,H.type);this._$Em=V,e==null?this.removeAttribute(L):this.setAttribute(L,e),this._$Em=null}}_$AK(V,C){let H=this.constructor,L=H._$Eh.get(V);if(L!==void 0&&this._$Em!==L){let e=H.getPropertyOptions(L),r=typeof e.converter=="function"?{fromAttribute:e.converter}:e.converter?.fromAttribute!==void 0?e.converter:v1;this._$Em=L;let t=r.fromAttribute(C,e.type);this[L]=t??this._$Ej?.get(L)??t,this._$Em=null}}requestUpdate(V,C,H,L=!1,e){if(V!==void 0){let r=this.constructor;if(L===!1&&(e=this[V]),H??=r.getPropertyOptions(V),!((H.hasChanged??y1)(e,C)||H.useDefault&&H.reflect&&e===this._$Ej?.get(V)&&!this.hasAttribute(r._$Eu(V,H))))return;this.C(V,C,H)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(V,C,{useDefault:H,reflect:L,wrapped:e},r){H&&!(this._$Ej??=new Map).has(V)&&(this._$Ej.set(V,r??C??this[V]),e!==!0||r!==void 0)||(this._$AL.has(V)||(this.hasUpdated||H||(C=void 0),this._$AL.set(V,C)),L===!0&&this._$Em!==V&&(this._$Eq??=new Set).add(V))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(C){Promise.reject(C)}let V=this.scheduleUpdate();return V!=null&&await V,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[L,e]of this._$Ep)this[L]=e;this._$Ep=void 0}let H=this.constructor.elementProperties;if(H.size>0)for(let[L,e]of H){let{wrapped:r}=e,t=this[L];r!==!0||this._$AL.has(L)||t===void 0||this.C(L,void 0,e,t)}}let V=!1,C=this._$AL;try{V=this.shouldUpdate(C),V?(this.willUpdate(C),this._$EO?.forEach(H=>H.hostUpdate?.()),this.update(C)):this._$EM()}catch(H){throw V=!1,this._$EM(),H}V&&this._$AE(C)}willUpdate(V){}_$AE(V){this._$EO?.forEach(C=>C.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(V)),this.updated(V)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(V){return!0}update(V){this._$Eq&&=this._$Eq.forEach(C=>this._$ET(C,this[C])),this._$EM()}updated(V){}firstUpdated(V){}};E.elementStyles=[],E.shadowRootOptions={mode:"open"},E[l1("elementProperties")]=new Map,E[l1("finalized")]=new Map,n3?.({ReactiveElement:E}),(b1.reactiveElementVersions??=[]).push("2.1.2");var V2=globalThis,P2=M=>M,k1=V2.trustedTypes,B2=k1?k1.createPolicy("lit-html",{createHTML:M=>M}):void 0,L2="$lit$",D=`lit$${Math.random().toFixed(9).slice(2)}$`,M2="?"+D,p3=`<${M2}>`,X=document,x1=()=>X.createComment(""),Z1=M=>M===null||typeof M!="object"&&typeof M!="function",e2=Array.isArray,_2=M=>e2(M)||typeof M?.[Symbol.iterator]=="function",H2=`[ 	
\f\r]`,s1=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,T2=/-->/g,R2=/>/g,q=RegExp(`>|${H2}(?:([^\\s"'>=/]+)(${H2}*=${H2}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),F2=/'/g,E2=/"/g,$2=/^(?:script|style|textarea|title)$/i,r2=M=>(V,...C)=>({_$litType$:M,strings:V,values:C}),o=r2(1),a0=r2(2),A0=r2(3),_=Symbol.for("lit-noChange"),a=Symbol.for("lit-nothing"),D2=new WeakMap,j=X.createTreeWalker(X,129);function N2(M,V){if(!e2(M)||!M.hasOwnProperty("raw"))throw Error("invalid template strings array");return B2!==void 0?B2.createHTML(V):V}var I2=(M,V)=>{let C=M.length-1,H=[],L,e=V===2?"<svg>":V===3?"<math>":"",r=s1;for(let t=0;t<C;t++){let i=M[t],A,p,n=-1,x=0;for(;x<i.length&&(r.lastIndex=x,p=r.exec(i),p!==null);)x=r.lastIndex,r===s1?p[1]==="!--"?r=T2:p[1]!==void 0?r=R2:p[2]!==void 0?($2.test(p[2])&&(L=RegExp("</"+p[2],"g")),r=q):p[3]!==void 0&&(r=q):r===q?p[0]===">"?(r=L??s1,n=-1):p[1]===void 0?n=-2:(n=r.lastIndex-p[2].length,A=p[1],r=p[3]===void 0?q:p[3]==='"'?E2:F2):r===E2||r===F2?r=q:r===T2||r===R2?r=s1:(r=q,L=void 0);let v=r===q&&M[t+1].startsWith("/>")?" ":"";e+=r===s1?i+p3:n>=0?(H.push(A),i.slice(0,n)+L2+i.slice(n)+D+v):i+D+(n===-2?t:v)}return[N2(M,e+(M[C]||"<?>")+(V===2?"</svg>":V===3?"</math>":"")),H]},u1=class M{constructor({strings:V,_$litType$:C},H){let L;this.parts=[];let e=0,r=0,t=V.length-1,i=this.parts,[A,p]=I2(V,C);if(this.el=M.createElement(A,H),j.currentNode=this.el.content,C===2||C===3){let n=this.el.content.firstChild;n.replaceWith(...n.childNodes)}for(;(L=j.nextNode())!==null&&i.length<t;){if(L.nodeType===1){if(L.hasAttributes())for(let n of L.getAttributeNames())if(n.endsWith(L2)){let x=p[r++],v=L.getAttribute(n).split(D),S=/([.?@])?(.*)/.exec(x);i.push({type:1,index:e,name:S[2],strings:v,ctor:S[1]==="."?P1:S[1]==="?"?B1:S[1]==="@"?T1:J}),L.removeAttribute(n)}else n.startsWith(D)&&(i.push({type:6,index:e}),L.removeAttribute(n));if($2.test(L.tagName)){let n=L.textContent.split(D),x=n.length-1;if(x>0){L.textContent=k1?k1.emptyScript:"";for(let v=0;v<x;v++)L.append(n[v],x1()),j.nextNode(),i.push({type:2,index:++e});L.append(n[x],x1())}}}else if(L.nodeType===8)if(L.data===M2)i.push({type:2,index:e});else{let n=-1;for(;(n=L.data.indexOf(D,n+1))!==-1;)i.push({type:7,index:e}),n+=D.length-1}e++}}static createElement(V,C){let H=X.createElement("template");return H.innerHTML=V,H}};function Y(M,V,C=M,H){if(V===_)return V;let L=H!==void 0?C._$Co?.[H]:C._$Cl,e=Z1(V)?void 0:V._$litDirective$;return L?.constructor!==e&&(L?._$AO?.(!1),e===void 0?L=void 0:(L=new e(M),L._$AT(M,C,H)),H!==void 0?(C._$Co??=[])[H]=L:C._$Cl=L),L!==void 0&&(V=Y(M,L._$AS(M,V.values),L,H)),V}var w1=class{constructor(V,C){this._$AV=[],this._$AN=void 0,this._$AD=V,this._$AM=C}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(V){let{el:{content:C},parts:H}=this._$AD,L=(V?.creationScope??X).importNode(C,!0);j.currentNode=L;let e=j.nextNode(),r=0,t=0,i=H[0];for(;i!==void 0;){if(r===i.index){let A;i.type===2?A=new e1(e,e.nextSibling,this,V):i.type===1?A=new i.ctor(e,i.name,i.strings,this,V):i.type===6&&(A=new R1(e,this,V)),this._$AV.push(A),i=H[++t]}r!==i?.index&&(e=j.nextNode(),r++)}return j.currentNode=X,L}p(V){let C=0;for(let H of this._$AV)H!==void 0&&(H.strings!==void 0?(H._$AI(V,H,C),C+=H.strings.length-2):H._$AI(V[C])),C++}},e1=class M{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(V,C,H,L){this.type=2,this._$AH=a,this._$AN=void 0,this._$AA=V,this._$AB=C,this._$AM=H,this.options=L,this._$Cv=L?.isConnected??!0}get parentNode(){let V=this._$AA.parentNode,C=this._$AM;return C!==void 0&&V?.nodeType===11&&(V=C.parentNode),V}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(V,C=this){V=Y(this,V,C),Z1(V)?V===a||V==null||V===""?(this._$AH!==a&&this._$AR(),this._$AH=a):V!==this._$AH&&V!==_&&this._(V):V._$litType$!==void 0?this.$(V):V.nodeType!==void 0?this.T(V):_2(V)?this.k(V):this._(V)}O(V){return this._$AA.parentNode.insertBefore(V,this._$AB)}T(V){this._$AH!==V&&(this._$AR(),this._$AH=this.O(V))}_(V){this._$AH!==a&&Z1(this._$AH)?this._$AA.nextSibling.data=V:this.T(X.createTextNode(V)),this._$AH=V}$(V){let{values:C,_$litType$:H}=V,L=typeof H=="number"?this._$AC(V):(H.el===void 0&&(H.el=u1.createElement(N2(H.h,H.h[0]),this.options)),H);if(this._$AH?._$AD===L)this._$AH.p(C);else{let e=new w1(L,this),r=e.u(this.options);e.p(C),this.T(r),this._$AH=e}}_$AC(V){let C=D2.get(V.strings);return C===void 0&&D2.set(V.strings,C=new u1(V)),C}k(V){e2(this._$AH)||(this._$AH=[],this._$AR());let C=this._$AH,H,L=0;for(let e of V)L===C.length?C.push(H=new M(this.O(x1()),this.O(x1()),this,this.options)):H=C[L],H._$AI(e),L++;L<C.length&&(this._$AR(H&&H._$AB.nextSibling,L),C.length=L)}_$AR(V=this._$AA.nextSibling,C){for(this._$AP?.(!1,!0,C);V!==this._$AB;){let H=P2(V).nextSibling;P2(V).remove(),V=H}}setConnected(V){this._$AM===void 0&&(this._$Cv=V,this._$AP?.(V))}},J=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(V,C,H,L,e){this.type=1,this._$AH=a,this._$AN=void 0,this.element=V,this.name=C,this._$AM=L,this.options=e,H.length>2||H[0]!==""||H[1]!==""?(this._$AH=Array(H.length-1).fill(new String),this.strings=H):this._$AH=a}_$AI(V,C=this,H,L){let e=this.strings,r=!1;if(e===void 0)V=Y(this,V,C,0),r=!Z1(V)||V!==this._$AH&&V!==_,r&&(this._$AH=V);else{let t=V,i,A;for(V=e[0],i=0;i<e.length-1;i++)A=Y(this,t[H+i],C,i),A===_&&(A=this._$AH[i]),r||=!Z1(A)||A!==this._$AH[i],A===a?V=a:V!==a&&(V+=(A??"")+e[i+1]),this._$AH[i]=A}r&&!L&&this.j(V)}j(V){V===a?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,V??"")}},P1=class extends J{constructor(){super(...arguments),this.type=3}j(V){this.element[this.name]=V===a?void 0:V}},B1=class extends J{constructor(){super(...arguments),this.type=4}j(V){this.element.toggleAttribute(this.name,!!V&&V!==a)}},T1=class extends J{constructor(V,C,H,L,e){super(V,C,H,L,e),this.type=5}_$AI(V,C=this){if((V=Y(this,V,C,0)??a)===_)return;let H=this._$AH,L=V===a&&H!==a||V.capture!==H.capture||V.once!==H.once||V.passive!==H.passive,e=V!==a&&(H===a||L);L&&this.element.removeEventListener(this.name,this,H),e&&this.element.addEventListener(this.name,this,V),this._$AH=V}handleEvent(V){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,V):this._$AH.handleEvent(V)}},R1=class{constructor(V,C,H){this.element=V,this.type=6,this._$AN=void 0,this._$AM=C,this.options=H}get _$AU(){return this._$AM._$AU}_$AI(V){Y(this,V)}},W2={M:L2,P:D,A:M2,C:1,L:I2,R:w1,D:_2,V:Y,I:e1,H:J,N:B1,U:T1,B:P1,F:R1},m3=V2.litHtmlPolyfillSupport;m3?.(u1,e1),(V2.litHtmlVersions??=[]).push("3.3.3");var U2=(M,V,C)=>{let H=C?.renderBefore??V,L=H._$litPart$;if(L===void 0){let e=C?.renderBefore??null;H._$litPart$=L=new e1(V.insertBefore(x1(),e),e,void 0,C??{})}return L._$AI(M),L};var t2=globalThis,N=class extends E{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let V=super.createRenderRoot();return this.renderOptions.renderBefore??=V.firstChild,V}update(V){let C=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(V),this._$Do=U2(C,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return _}};N._$litElement$=!0,N.finalized=!0,t2.litElementHydrateSupport?.({LitElement:N});var l3=t2.litElementPolyfillSupport;l3?.({LitElement:N});(t2.litElementVersions??=[]).push("4.2.2");var v3={attribute:!0,type:String,converter:v1,reflect:!1,hasChanged:y1},s3=(M=v3,V,C)=>{let{kind:H,metadata:L}=C,e=globalThis.litPropertyMetadata.get(L);if(e===void 0&&globalThis.litPropertyMetadata.set(L,e=new Map),H==="setter"&&((M=Object.create(M)).wrapped=!0),e.set(C.name,M),H==="accessor"){let{name:r}=C;return{set(t){let i=V.get.call(this);V.set.call(this,t),this.requestUpdate(r,i,M,!0,t)},init(t){return t!==void 0&&this.C(r,void 0,M,t),t}}}if(H==="setter"){let{name:r}=C;return function(t){let i=this[r];V.call(this,t),this.requestUpdate(r,i,M,!0,t)}}throw Error("Unsupported decorator location: "+H)};function l(M){return(V,C)=>typeof C=="object"?s3(M,V,C):((H,L,e)=>{let r=L.hasOwnProperty(e);return L.constructor.createProperty(e,H),r?Object.getOwnPropertyDescriptor(L,e):void 0})(M,V,C)}function s(M){return l({...M,state:!0,attribute:!1})}var C1=(M,V,C)=>(C.configurable=!0,C.enumerable=!0,Reflect.decorate&&typeof V!="object"&&Object.defineProperty(M,V,C),C);function k(M,V){return(C,H,L)=>{let e=r=>r.renderRoot?.querySelector(M)??null;if(V){let{get:r,set:t}=typeof H=="object"?C:L??(()=>{let i=Symbol();return{get(){return this[i]},set(A){this[i]=A}}})();return C1(C,H,{get(){let i=r.call(this);return i===void 0&&(i=e(this),(i!==null||this.hasUpdated)&&t.call(this,i)),i}})}return C1(C,H,{get(){return e(this)}})}}var Z="public";var F1=class M{constructor(V,C,H){this.days=new Map;let L=H?{timeZone:H}:{},e=C===void 0?{}:{hour12:C};this.clock=new Intl.DateTimeFormat(V,{hour:"numeric",minute:"2-digit",...e,...L}),this.shortWeekday=new Intl.DateTimeFormat(V,{weekday:"short",...L}),this.shortDate=new Intl.DateTimeFormat(V,{day:"numeric",month:"short",...L}),this.weekday=new Intl.DateTimeFormat(V,{weekday:"long",...L}),this.date=new Intl.DateTimeFormat(V,{day:"numeric",month:"long",year:"numeric",...L}),this.full=new Intl.DateTimeFormat(V,{dateStyle:"medium",timeStyle:"medium",...e,...L}),this.dayKeys=new Intl.DateTimeFormat("en-CA",{dateStyle:"short",...L}),this.numbers=new Intl.NumberFormat(V),this.ago=new Intl.RelativeTimeFormat(V,{numeric:"auto",style:"long"})}static of(V){let C=x3(V?.locale?.language??V?.language),H=V?.locale?.time_format,L=H==="12"?!0:H==="24"?!1:void 0,e=V?.locale?.time_zone==="server"?V.config?.time_zone:void 0,r=`${C}|${L}|${e}`,t=z2.get(r);return t||(t=new M(C,L,e),z2.set(r,t)),t}time(V){return this.clock.format(V)}day(V,C){return this.dayKey(V)===this.dayKey(C)?o2(this.ago.format(0,"day")):this.dayKey(V)===this.dayKey(C-i2)?o2(this.ago.format(-1,"day")):C-V<6*i2&&V<C?o2(this.weekday.format(V)):this.date.format(V)}short(V,C){return this.dayKey(V)===this.dayKey(C)?this.time(V):C-V<6*i2&&V<C?this.shortWeekday.format(V):this.shortDate.format(V)}moment(V){return this.full.format(V)}dayKey(V){let C=Math.floor(V/9e5),H=this.days.get(C);return H===void 0&&(this.days.size>1e4&&this.days.clear(),H=this.dayKeys.format(V),this.days.set(C,H)),H}number(V){return this.numbers.format(V)}relative(V,C){let H=Math.round((V-C)/1e3),L=Math.abs(H);return L<60?this.ago.format(Math.min(0,H),"second"):L<3600?this.ago.format(Math.round(H/60),"minute"):L<86400?this.ago.format(Math.round(H/3600),"hour"):this.ago.format(Math.round(H/86400),"day")}},i2=864e5,z2=new Map;function o2(M){return M.charAt(0).toLocaleUpperCase()+M.slice(1)}function x3(M){try{return Intl.getCanonicalLocales(M??"en")[0]??"en"}catch{return"en"}}var a2={"common.try_again":"Try again","common.close":"Close","card.chat_name":"Mesh chat","card.chat_description":"Read and write what is said on the mesh: the public channel, and each peer.","card.bad_conversation":"“conversation” has to be “all”, “public” or a peer's fingerprint of 64 hexadecimal digits.","card.bad_height":"“height” has to be a number of pixels, at least {n}.","panel.title":"Mesh Broadcast","panel.menu":"Sidebar","panel.chat":"Chat","panel.map":"Map","panel.activity":"Activity","strategy.name":"Mesh Broadcast","strategy.description":"Chat, map and activity of the mesh, and the state of your node.","strategy.status":"Status","strategy.node":"This node","strategy.peer":"Peer","editor.title":"Title","editor.conversation":"Conversation","editor.conversation_all":"All conversations","editor.conversation_public":"Public channel only","editor.conversation_help":"All, the public channel, or a peer's fingerprint.","editor.read_only":"Read only","editor.show_signal":"Always show hops and signal","editor.mark_read":"Mark messages as read","editor.mark_read_help":"Turn this off on a screen that is always on, so that messages stay unread until somebody looks elsewhere.","editor.height":"Height","editor.height_help":"In views with sections the layout decides instead.","state.loading":"Connecting to the mesh…","state.offline":"No connection to Home Assistant.","state.offline_hint":"It will come back by itself; what you have typed is kept.","state.not_loaded":"The mesh node is not running.","state.not_loaded_admin":"It may be starting. If this stays, look at Mesh Broadcast in the settings: set it up, enable or reload it.","state.not_loaded_user":"It may be starting. If this stays, ask whoever looks after this Home Assistant.","state.open_settings":"Open settings","state.not_allowed":"You may not see the mesh.","state.not_allowed_hint":"An administrator of this Home Assistant can allow it.","state.failed":"The mesh node gave an answer that makes no sense here.","state.not_running":"The node is not on the air.","state.not_running_hint":"Check that a Bluetooth adapter or proxy is there. You can read, but not send.","error.offline":"No connection to Home Assistant. Try again when it is back.","error.not_loaded":"The mesh node is not running. Try again in a moment.","error.not_allowed":"You may not do this. An administrator can allow private messages for you in the options of Mesh Broadcast.","error.not_running":"The node is not on the air: check that a Bluetooth adapter or proxy is there, then try again.","error.peer_unknown":"The node does not know this peer any more. Wait until it is in reach again.","error.peer_blocked":"This peer is blocked. Unblock it to write.","error.message_unknown":"This message has been deleted meanwhile.","error.message_not_failed":"This message is on its way: it needs no second try.","error.unknown":"That did not work. Try again; the log of Home Assistant may say more.","chat.back":"Conversations","chat.search":"Search in this conversation","chat.keys":"Arrow keys move between messages, Enter goes to what can be done with one, Escape to the text field.","conversations.label":"Conversations","conversations.public":"Public channel","conversations.in_reach":"In reach","conversations.people_one":"{n} person in reach","conversations.people_other":"{n} people in reach","conversations.unread_one":"{n} unread message","conversations.unread_other":"{n} unread messages","thread.label":"Messages","thread.loading":"Loading messages…","thread.failed":"The messages could not be loaded.","thread.loading_older":"Loading older messages…","thread.load_older":"Load older messages","thread.beginning":"Nothing was said before this.","thread.pruned":"Older messages have been deleted.","thread.pruned_days_one":"Older messages have been deleted: they are kept for {n} day.","thread.pruned_days_other":"Older messages have been deleted: they are kept for {n} days.","thread.empty_public":"Nobody has said anything yet.","thread.empty_public_hint":"Say hello: everybody in reach of the mesh will read it.","thread.empty_read_only":"What is said on the public channel will appear here.","thread.empty_private":"Nothing said with {name} yet.","thread.empty_private_hint":"Only the two of you can read what is written here.","thread.unread_marker":"New messages","thread.new_messages_one":"{n} new message","thread.new_messages_other":"{n} new messages","thread.to_end":"To the newest message","message.you":"You","message.by_verified":"{name}, verified","message.actions":"What to do with this message","message.reply":"Reply","message.mention":"Mention","message.copy":"Copy text","message.copied":"Copied.","message.copy_failed":"The browser does not let this page copy. Select the text instead.","message.details":"Details","message.resend":"Send again","message.retry":"Try again","message.edit":"Edit","message.discard":"Discard","message.show_all":"Show all","status.sending":"Sending","status.refused":"Not sent","status.queued":"Waiting for the other one to be in reach","status.sent":"Sent","status.relayed":"Passed on by others","status.heard_by_one":"Heard by at least {n} peer","status.heard_by_other":"Heard by at least {n} peers","status.delivered":"Delivered","status.read":"Read","status.expired":"Expired","status.failed":"Not delivered","failure.expired":"Not delivered: the other one was not in reach in time.","failure.outbox_full":"Not delivered: too many messages were waiting.","failure.too_many_attempts":"Not delivered: there was no answer after many tries.","failure.identity_changed":"Not delivered: somebody else answers under this name now. Compare fingerprints before you write again.","failure.wiped":"Not delivered: the node forgot everything meanwhile.","failure.unknown":"Not delivered.","hops.direct":"Neighbor",hops_one:"{n} hop",hops_other:"{n} hops","signal.dbm":"{value} dBm","trust.verified":"Verified","trust.seen_long":"Seen: the messages are signed, but the key is new to us.","trust.pinned_long":"Known: the same key as at the first meeting.","trust.proven_long":"Proven: an encrypted session has proved the key.","trust.verified_long":"Verified: you have compared fingerprints.","peer.unknown":"Not known any more","peer.blocked":"Blocked","peer.in_reach":"In reach","peer.absent":"Not in reach","peer.last_seen":"Last seen {when}","composer.placeholder_public":"Message to everybody in reach","composer.placeholder_private":"Private message to {name}","composer.send":"Send","composer.empty":"Write something first","composer.bytes":"{n} of {limit} bytes","composer.parts_one":"sent as {n} message","composer.parts_other":"sent as {n} messages","composer.too_long_one":"{n} byte too long","composer.too_long_other":"{n} bytes too long","composer.cancel_reply":"Do not reply to this message","composer.names_label":"People","composer.names_one":"{n} person fits. Enter takes the chosen one.","composer.names_other":"{n} people fit. Arrow keys choose, Enter takes the chosen one.","composer.absent":"{name} is not in reach. The message waits and is sent when they come back.","composer.nobody":"Nobody is in reach now. Those who come later fetch what they missed.","composer.blocked":"{name} is blocked. Unblock them to write.","search.placeholder":"Search messages","search.close":"Close search","search.title":"Search this conversation","search.hint":"Type a word or a part of one.","search.none":"Nothing found.","search.none_hint":"Try fewer letters, or another conversation.","search.found_one":"{n} message found","search.found_other":"{n} messages found","search.failed":"The search did not work.","search.gone":"This message has been deleted meanwhile.","details.title":"Message details","details.from":"From","details.trust":"Trust","details.delivery":"Delivery","details.reason":"Reason","details.heard_by":"Reach","details.sent":"Sent","details.received":"Received","details.way":"Way","details.via":"Came by way of","details.fingerprint":"Fingerprint","details.message_id":"Message ID"};var A2={en:a2};function c1(M){return H1(M?.locale?.language??M?.language??"en")}function H1(M){let V=G2.get(M);return V||(V=u3(Z3(M)),G2.set(M,V)),V}var G2=new Map;function Z3(M){if(M in A2)return M;let V=M.split("-")[0]??"en";return V==="zh"?/hant|tw|hk|mo/iu.test(M)?"en":"zh-Hans":V in A2?V:"en"}function u3(M){let V=A2[M]??a2,C=new Intl.PluralRules(M);return Object.assign((L,e)=>Q2(V[L],e),{language:M,plural(L,e,r){let t=C.select(e)==="one"?"one":"other";return Q2(V[`${L}_${t}`],{n:e,...r})}})}function Q2(M,V){return V?M.replace(/\{(\w+)\}/gu,(C,H)=>H in V?String(V[H]):C):M}var I="mesh_broadcast",d2="https://github.com/mesh-broadcast/mesh-broadcast/blob/main/docs/dashboard.md";var c3=new Set(["offline","not_loaded","not_allowed","peer_unknown","peer_blocked","message_unknown","message_not_failed","message_empty","message_too_long","send_limit","not_running","invalid_format"]),S3={unknown_command:"not_loaded",unauthorized:"not_allowed"},O=class M extends Error{constructor(C,H=""){super(H);this.code=C;this.name="MeshError"}static from(C){if(C instanceof M)return C;if(typeof C=="number")return new M("offline");if(typeof C=="object"&&C!==null){let{code:H,message:L}=C,e=typeof L=="string"?L:"";if(typeof H=="number")return new M("offline");if(typeof H=="string"){let r=S3[H]??(c3.has(H)?H:"unknown");return new M(r,e)}return new M("unknown",e)}return new M("unknown",String(C))}};var E1=class{constructor(V){this.connection=V}node(){return this.call("node")}list(V){return this.call("messages/list",{...V})}send(V,C){return this.call("messages/send",{conversation:V,text:C})}resend(V,C){return this.call("messages/resend",{conversation:V,message_id:C})}markRead(V){return this.call("messages/mark_read",{conversation:V})}signalHistory(V){return this.call("signal_history",{fingerprint:V})}async call(V,C={}){try{return await this.connection.sendMessagePromise({type:`${I}/${V}`,...C})}catch(H){throw O.from(H)}}};var K2={queued:0,sent:1,relayed:2,delivered:3,read:4,expired:5,failed:6};function S1(M,{status:V,failure:C,heard_by:H}){let L=M.status===null||K2[V]>=K2[M.status],e={status:L?V:M.status,failure:L?C:M.failure,heard_by:Math.max(H,M.heard_by)};return e.status===M.status&&e.failure===M.failure&&e.heard_by===M.heard_by?M:{...M,...e}}function q2(M){return M.own&&(M.status==="failed"||M.status==="expired")}var j2=[500,1e3,2e3,4e3,8e3,15e3],D1=class{constructor(V,C,H,L,e){this.connection=V;this.command=C;this.data=H;this.onEvent=L;this.onState=e;this.attempts=0;this.running=!1;this.generation=0;this.retryNow=()=>{!this.running||this.unsubscribe||(this.attempts=0,this.subscribe())};this.lost=()=>{this.drop(!1),this.onState("offline")}}start(){this.running||(this.running=!0,this.connection.addEventListener("ready",this.retryNow),this.connection.addEventListener("disconnected",this.lost),this.attempts=0,this.subscribe())}stop(){this.running&&(this.running=!1,this.connection.removeEventListener("ready",this.retryNow),this.connection.removeEventListener("disconnected",this.lost),this.drop(!0),this.onState("idle"))}drop(V){this.generation+=1,clearTimeout(this.timer);let C=this.unsubscribe;this.unsubscribe=void 0,V&&C&&X2(C)}async subscribe(){this.drop(!1);let V=this.generation;if(this.connection.connected===!1){this.onState("offline");return}this.onState("connecting");try{let C=await this.connection.subscribeMessage(H=>{V===this.generation&&this.received(H)},{type:`${I}/${this.command}`,...this.data},{resubscribe:!1});V===this.generation?this.unsubscribe=C:X2(C)}catch(C){if(V!==this.generation)return;this.failed(O.from(C))}}received(V){if(this.attempts=0,V.type==="gone"){this.onState("not_loaded");return}this.onEvent(V),this.onState("live")}failed(V){switch(V.code){case"offline":case"not_loaded":case"not_allowed":this.onState(V.code,V);break;default:this.onState("failed",V)}this.retryLater()}retryLater(){if(!this.running)return;let V=j2[Math.min(this.attempts,j2.length-1)];this.attempts+=1,clearTimeout(this.timer),this.timer=setTimeout(()=>{this.subscribe()},V)}};async function X2(M){try{await M()}catch{}}var r1=class{constructor(){this.listeners=new Set}observe(V){return this.listeners.add(V),()=>this.listeners.delete(V)}changed(){for(let V of[...this.listeners])V()}};var h3=5e3,W=class extends r1{constructor(C,H,L={}){super();this.feedState="idle";this.loaded=!1;this.viewers=0;this.retry=()=>this.feed.retryNow();this.feed=new D1(C,H,L,e=>{e.type==="snapshot"&&(this.loaded=!0),this.receive(e)},(e,r)=>{if(e===this.feedState&&r===this.error&&e!=="live")return;let t=this.feedState;this.feedState=e,this.error=r,(e!=="live"||t!=="live")&&this.changed()})}retain(){clearTimeout(this.lingering),this.viewers+=1,this.feed.start();let C=!0;return()=>{C&&(C=!1,this.viewers-=1,this.viewers===0&&(clearTimeout(this.lingering),this.lingering=setTimeout(()=>{this.viewers===0&&this.feed.stop()},h3)))}}};var n2=50,f3=200,g3=25;function b(M){return Math.min(M.sent,M.received)}var Y2=0,_1=class extends r1{constructor(C,H){super();this.api=C;this.conversation=H;this.messages=[];this.pending=[];this.more=!1;this.pruned=!1;this.loaded=!1;this.loading=!1;this.loadingOlder=!1;this.draft="";this.byId=new Map;this.localIds=new Map}get(C){return this.byId.get(C)}keyOf(C){return this.localIds.get(C.message_id)??C.message_id}async load(){if(!this.loading){this.loading=!0,this.error=void 0,this.changed();try{let C=await this.api.list({conversation:this.conversation,limit:n2}),H=C.messages.some(L=>this.byId.has(L.message_id));if(!H||!C.more){let L=new Set(C.messages.map(r=>r.message_id)),e=C.messages.at(-1);for(let[r,t]of this.byId){let i=e&&H&&b(t)>b(e);!L.has(r)&&!i&&this.byId.delete(r)}this.more=C.more,this.pruned=C.pruned}this.insert(C.messages),this.loaded=!0}catch(C){this.error=O.from(C)}finally{this.loading=!1,this.changed()}}}async loadOlder(C=n2){let H=this.messages[0];if(!(this.loadingOlder||!this.more||!H)){this.loadingOlder=!0,this.error=void 0,this.changed();try{let L=await this.api.list({conversation:this.conversation,limit:C,before:H.message_id});this.more=L.more&&L.messages.length>0,this.pruned=L.pruned,this.insert(L.messages)}catch(L){this.error=O.from(L)}finally{this.loadingOlder=!1,this.changed()}}}async reveal(C){for(let H=0;H<g3&&!this.byId.has(C)&&!(!this.more||(await this.loadOlder(f3),this.error));H+=1);return this.byId.has(C)}async search(C){return(await this.api.list({conversation:this.conversation,limit:n2,search:C})).messages}async send(C){Y2+=1;let H={localId:`local-${Y2}`,text:C,at:Date.now(),error:void 0};this.pending=[...this.pending,H],this.changed(),await this.deliver(H.localId,C)}async retry(C){let H=this.pending.find(L=>L.localId===C);H?.error&&(this.replacePending(C,{...H,at:Date.now(),error:void 0}),this.changed(),await this.deliver(C,H.text))}discard(C){let H=this.pending.find(L=>L.localId===C);return this.replacePending(C,void 0),this.changed(),H?.text??""}async resend(C){let{message:H}=await this.api.resend(this.conversation,C);H.message_id!==C&&this.remove([C]),this.insert([H]),this.changed()}receive(C,H=[]){if(!(!this.loaded&&!this.loading)){for(let L of C){if(!L.own||this.byId.has(L.message_id))continue;let e=this.pending.find(r=>!r.error&&r.text===L.text);e&&this.settle(e.localId,L)}this.insert(C);for(let L of H){let e=this.byId.get(L.message_id);e&&this.replace(S1(e,L))}this.refresh(),this.changed()}}forget(C){C?this.remove(C):(this.byId.clear(),this.more=!1,this.pruned=!1,this.refresh()),this.changed()}markRead(C){let H=C&&new Set(C),L=!1;for(let e of this.messages)!e.unread||H&&!H.has(e.message_id)||(this.byId.set(e.message_id,{...e,unread:!1}),L=!0);L&&(this.refresh(),this.changed())}async deliver(C,H){try{let{message:L}=await this.api.send(this.conversation,H);this.settle(C,L),this.insert([L])}catch(L){let e=this.pending.find(r=>r.localId===C);e&&this.replacePending(C,{...e,error:O.from(L)})}this.changed()}settle(C,H){this.pending.some(L=>L.localId===C)&&(this.replacePending(C,void 0),this.localIds.set(H.message_id,C))}replacePending(C,H){this.pending=this.pending.flatMap(L=>L.localId===C?H?[H]:[]:[L])}insert(C){for(let H of C){let L=this.byId.get(H.message_id);this.replace(L?.status&&H.status?S1(H,{status:L.status,failure:L.failure,heard_by:L.heard_by}):H)}this.refresh()}replace(C){this.byId.set(C.message_id,C)}remove(C){for(let H of C)this.byId.delete(H);this.refresh()}refresh(){this.messages=[...this.byId.values()].sort((C,H)=>b(C)-b(H))}};var O3=400,$1=class extends W{constructor(C){super(C.connection,"messages/subscribe");this.api=C;this.conversations=new Map;this.openers=[];this.threads=new Map;this.reading=new Map}get sorted(){return[...this.conversations.values()].sort((C,H)=>C.conversation===Z?-1:H.conversation===Z?1:N1(H)-N1(C))}get unread(){let C=0;for(let{unread:H}of this.conversations.values())C+=H;return C}thread(C){let H=this.threads.get(C);return H||(H=new _1(this.api,C),this.threads.set(C,H)),H}open(C){let H=this.openers.at(-1);return H?H(C):this.requested=C,H!==void 0}offer(C){this.openers.push(C);let{requested:H}=this;return this.requested=void 0,H&&C(H),()=>{let L=this.openers.indexOf(C);L>=0&&this.openers.splice(L,1)}}markRead(C){let H=this.conversations.get(C);H?.unread&&(this.conversations.set(C,{...H,unread:0}),this.threads.get(C)?.markRead(),this.reading.has(C)||this.reading.set(C,setTimeout(()=>{this.reading.delete(C),this.api.markRead(C).catch(()=>{})},O3)),this.changed())}receive(C){if(C.type==="snapshot"){this.conversations.clear();for(let H of C.conversations)this.conversations.set(H.conversation,H);for(let H of this.threads.values())(H.loaded||H.error)&&H.load()}else{for(let H of C.conversations??[])this.conversations.set(H.conversation,H);for(let H of C.removed??[])this.conversations.delete(H),this.threads.get(H)?.forget();for(let{conversation:H,message_id:L}of C.removed_messages??[])this.threads.get(H)?.forget([L]);for(let{conversation:H,message_ids:L}of C.read??[])this.threads.get(H)?.markRead(L);this.receiveMessages(C)}this.changed()}receiveMessages(C){let H=J2(C.messages??[]),L=J2(C.deliveries??[]);for(let e of new Set([...H.keys(),...L.keys()]))this.threads.get(e)?.receive(H.get(e)??[],L.get(e)??[]);for(let[e,r]of L){let t=this.conversations.get(e),i=t?.last,A=r.findLast(p=>p.message_id===i?.message_id);t&&i&&A&&this.conversations.set(e,{...t,last:S1(i,A)})}}};function N1({last:M}){return M?b(M):0}function J2(M){let V=new Map;for(let C of M){let H=V.get(C.conversation);H?H.push(C):V.set(C.conversation,[C])}return V}var I1=class extends W{constructor(C){super(C,"peers/subscribe",{include_known:!0});this.peers=new Map}get(C){return this.peers.get(C)}byPeerId(C){for(let H of this.peers.values())if(H.peer_id===C)return H}get inReach(){return[...this.peers.values()].filter(C=>C.in_reach)}isAmbiguous(C){let H=0;for(let L of this.peers.values())L.nickname===C&&(H+=1);return H>1}receive(C){if(C.type==="snapshot"){this.node=C.node,this.peers.clear();for(let H of C.peers)this.peers.set(H.fingerprint,H)}else{C.node&&(this.node=C.node);for(let H of C.changed??[])this.peers.set(H.fingerprint,H);for(let H of C.removed??[])this.peers.delete(H)}this.changed()}};var h1=class M{constructor(V){this.api=new E1(V),this.peers=new I1(V),this.chat=new $1(this.api)}static of(V){let C=C5.get(V);return C||(C=new M(V),C5.set(V,C)),C}},C5=new WeakMap;var c=class extends N{get session(){return this.hass?h1.of(this.hass.connection):void 0}get t(){return c1(this.hass)}get formats(){return F1.of(this.hass)}fire(V,C){this.dispatchEvent(new CustomEvent(V,{detail:C,bubbles:!0,composed:!0}))}};d([l({attribute:!1,hasChanged:(V,C)=>V?.connection!==C?.connection||V?.locale!==C?.locale||V?.language!==C?.language||V?.connected!==C?.connected||V?.user!==C?.user})],c.prototype,"hass",2);function H5(M,V){customElements.get(M)||customElements.define(M,V)}var f=u`
  :host {
    --mb-surface: var(--ha-card-background, var(--card-background-color, #fff));
    --mb-text: var(--primary-text-color, #212121);
    --mb-muted: color-mix(in srgb, var(--mb-text) 68%, var(--mb-surface));
    --mb-accent: var(--primary-color, #009ac7);
    --mb-on-accent: var(--text-primary-color, #fff);
    --mb-accent-text: color-mix(in srgb, var(--mb-accent) 62%, var(--mb-text));
    --mb-line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --mb-own: color-mix(in srgb, var(--mb-accent) 20%, var(--mb-surface));
    --mb-other: color-mix(in srgb, var(--mb-text) 7%, var(--mb-surface));
    --mb-hover: color-mix(in srgb, var(--mb-text) 6%, transparent);
    --mb-selected: color-mix(in srgb, var(--mb-accent) 14%, transparent);
    --mb-error: var(--error-color, #db4437);
    --mb-error-text: color-mix(in srgb, var(--mb-error) 72%, var(--mb-text));
    --mb-warning: var(--warning-color, #ffa600);
    --mb-success: var(--success-color, #43a047);
    --mb-radius: 18px;
    color: var(--mb-text);
    font-family: var(--ha-font-family-body, var(--paper-font-body1_-_font-family, Roboto, sans-serif));
    -webkit-font-smoothing: var(--ha-font-smoothing, antialiased);
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .icon {
    width: 1em;
    height: 1em;
    font-size: 24px;
    fill: currentcolor;
    flex: none;
    display: block;
  }

  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    margin: 0;
    padding: 0;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }

  button:disabled,
  button[aria-disabled="true"] {
    cursor: default;
    opacity: 0.45;
  }

  :focus {
    outline: none;
  }

  :focus-visible {
    outline: 2px solid var(--mb-accent-text);
    outline-offset: 2px;
  }

  .icon-button {
    display: inline-grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    flex: none;
    position: relative;
    color: var(--mb-muted);
  }

  .icon-button:focus-visible {
    outline-offset: -3px;
  }

  .text-button {
    min-height: 44px;
    padding: 0 16px;
    border-radius: 22px;
    color: var(--mb-accent-text);
    font-weight: 500;
    font-size: 14px;
  }

  .filled {
    background: var(--mb-selected);
  }

  @media (hover: hover) {
    .icon-button:not(:disabled):hover,
    .text-button:not(:disabled):hover {
      background: var(--mb-hover);
    }
  }

  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .clip {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    unicode-bidi: isolate;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;function t1(){let M=document.querySelector("home-assistant");return M?.hass?.locale?.language??M?.hass?.language??document.documentElement.lang??"en"}var V5=560,p2=280,b3=/^[0-9a-f]{64}$/u,V1=class extends c{constructor(){super(...arguments);this.preview=!1}setConfig(C){let{conversation:H,height:L}=C;if(H!==void 0&&H!=="all"&&H!==Z&&!b3.test(H))throw new Error(H1(t1())("card.bad_conversation"));if(L!==void 0&&!(Number(L)>=p2))throw new Error(H1(t1())("card.bad_height",{n:p2}));this.config=C}getCardSize(){return Math.ceil((this.config?.height??V5)/50)}getGridOptions(){return{columns:12,min_columns:6,rows:9,min_rows:5}}static getStubConfig(){return{}}static getConfigForm(){let C=H1(t1());return{schema:[{name:"title",selector:{text:{}}},{name:"conversation",selector:{select:{mode:"dropdown",custom_value:!0,options:[{value:"all",label:C("editor.conversation_all")},{value:Z,label:C("editor.conversation_public")}]}}},{type:"grid",name:"",schema:[{name:"read_only",selector:{boolean:{}}},{name:"show_signal",selector:{boolean:{}}},{name:"mark_read",default:!0,selector:{boolean:{}}}]},{name:"height",selector:{number:{min:p2,max:2e3,mode:"box",unit_of_measurement:"px"}}}],computeLabel:({name:H})=>H in L5?C(L5[H]):H,computeHelper:({name:H})=>H in M5?C(M5[H]):void 0}}render(){let{config:C}=this;if(!C)return o``;let H=C.conversation&&C.conversation!=="all"?C.conversation:void 0,L=C.height??V5;return o`<ha-card style=${`--mb-height: ${Number(L)}px`}>
      <mesh-broadcast-chat-view
        .hass=${this.hass}
        .only=${H}
        .heading=${C.title??""}
        .readOnly=${C.read_only??!1}
        .showSignal=${C.show_signal??!1}
        .keepUnread=${this.preview||C.mark_read===!1}
      ></mesh-broadcast-chat-view>
    </ha-card>`}static{this.styles=[f,u`
      :host {
        display: block;
        height: 100%;
      }

      ha-card {
        display: block;
        overflow: hidden;
        height: var(--mb-height);
        max-height: calc(100vh - var(--header-height, 56px) - 24px);
      }

      /* In the sections view the grid decides, on a panel view the window. */
      :host([layout="grid"]) ha-card {
        height: 100%;
        max-height: none;
      }

      :host([layout="panel"]) ha-card {
        height: calc(100vh - var(--header-height, 56px));
        max-height: none;
        border-radius: 0;
        border: 0;
      }
    `]}};d([s()],V1.prototype,"config",2),d([l({reflect:!0})],V1.prototype,"layout",2),d([l({type:Boolean})],V1.prototype,"preview",2);var L5={title:"editor.title",conversation:"editor.conversation",read_only:"editor.read_only",show_signal:"editor.show_signal",mark_read:"editor.mark_read",height:"editor.height"},M5={conversation:"editor.conversation_help",mark_read:"editor.mark_read_help",height:"editor.height_help"};function e5(M){let V=window;V.customCards??=[],!V.customCards.some(C=>C.type===M.type)&&V.customCards.push({type:M.type,name:M.name,description:M.description,preview:!0,documentationURL:d2,getEntitySuggestion:(C,H)=>{let L=y3(C,H)?M.suggest?.(C,H):void 0;return L?{config:{type:`custom:${M.type}`,...L}}:null}})}function r5(M){let V=window;V.customStrategies??=[],!V.customStrategies.some(C=>C.type===M.type)&&V.customStrategies.push({...M,strategyType:"dashboard",documentationURL:d2})}function y3(M,V){return M.entities?.[V]?.platform===I}var t5="M20.84 22.73L12.1 14C12.06 14 12.03 14 12 14C10.9 14 10 13.11 10 12C10 11.97 10 11.94 10 11.9L8.4 10.29C8.15 10.81 8 11.38 8 12C8 13.11 8.45 14.11 9.17 14.83L7.76 16.24C6.67 15.15 6 13.65 6 12C6 10.83 6.34 9.74 6.93 8.82L5.5 7.37C4.55 8.67 4 10.27 4 12C4 14.22 4.89 16.22 6.34 17.66L4.93 19.07C3.12 17.26 2 14.76 2 12C2 9.72 2.77 7.63 4.06 5.95L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M15.93 12.73L17.53 14.33C17.83 13.61 18 12.83 18 12C18 10.35 17.33 8.85 16.24 7.76L14.83 9.17C15.55 9.89 16 10.89 16 12C16 12.25 15.97 12.5 15.93 12.73M19.03 15.83L20.5 17.28C21.44 15.75 22 13.94 22 12C22 9.24 20.88 6.74 19.07 4.93L17.66 6.34C19.11 7.78 20 9.79 20 12C20 13.39 19.65 14.7 19.03 15.83Z";var P="M11,15H13V17H11V15M11,7H13V13H11V7M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20Z";var i5="M11,4H13V16L18.5,10.5L19.92,11.92L12,19.84L4.08,11.92L5.5,10.5L11,16V4Z";var o5="M20,11V13H8L13.5,18.5L12.08,19.92L4.16,12L12.08,4.08L13.5,5.5L8,11H20Z";var a5="M12,15C12.81,15 13.5,14.7 14.11,14.11C14.7,13.5 15,12.81 15,12C15,11.19 14.7,10.5 14.11,9.89C13.5,9.3 12.81,9 12,9C11.19,9 10.5,9.3 9.89,9.89C9.3,10.5 9,11.19 9,12C9,12.81 9.3,13.5 9.89,14.11C10.5,14.7 11.19,15 12,15M12,2C14.75,2 17.1,3 19.05,4.95C21,6.9 22,9.25 22,12V13.45C22,14.45 21.65,15.3 21,16C20.3,16.67 19.5,17 18.5,17C17.3,17 16.31,16.5 15.56,15.5C14.56,16.5 13.38,17 12,17C10.63,17 9.45,16.5 8.46,15.54C7.5,14.55 7,13.38 7,12C7,10.63 7.5,9.45 8.46,8.46C9.45,7.5 10.63,7 12,7C13.38,7 14.55,7.5 15.54,8.46C16.5,9.45 17,10.63 17,12V13.45C17,13.86 17.16,14.22 17.46,14.53C17.76,14.84 18.11,15 18.5,15C18.92,15 19.27,14.84 19.57,14.53C19.87,14.22 20,13.86 20,13.45V12C20,9.81 19.23,7.93 17.65,6.35C16.07,4.77 14.19,4 12,4C9.81,4 7.93,4.77 6.35,6.35C4.77,7.93 4,9.81 4,12C4,14.19 4.77,16.07 6.35,17.65C7.93,19.23 9.81,20 12,20H17V22H12C9.25,22 6.9,21 4.95,19.05C3,17.1 2,14.75 2,12C2,9.25 3,6.9 4.95,4.95C6.9,3 9.25,2 12,2Z";var A5="M20 2V4L4 8V6H2V18H4V16L6 16.5V18.5C6 20.4 7.6 22 9.5 22S13 20.4 13 18.5V18.3L20 20V22H22V2H20M11 18.5C11 19.3 10.3 20 9.5 20S8 19.3 8 18.5V17L11 17.8V18.5Z";var d5="M12 2C17.5 2 22 6.5 22 12S17.5 22 12 22 2 17.5 2 12 6.5 2 12 2M12 4C10.1 4 8.4 4.6 7.1 5.7L18.3 16.9C19.3 15.5 20 13.8 20 12C20 7.6 16.4 4 12 4M16.9 18.3L5.7 7.1C4.6 8.4 4 10.1 4 12C4 16.4 7.6 20 12 20C13.9 20 15.6 19.4 16.9 18.3Z";var n5="M21,7L9,19L3.5,13.5L4.91,12.09L9,16.17L19.59,5.59L21,7Z",m2="M0.41,13.41L6,19L7.41,17.58L1.83,12M22.24,5.58L11.66,16.17L7.5,12L6.07,13.41L11.66,19L23.66,7M18,7L16.59,5.58L10.24,11.93L11.66,13.34L18,7Z";var l2="M12,20A8,8 0 0,0 20,12A8,8 0 0,0 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20M12,2A10,10 0 0,1 22,12A10,10 0 0,1 12,22C6.47,22 2,17.5 2,12A10,10 0 0,1 12,2M12.5,7V12.25L17,14.92L16.25,16.15L11,13V7H12.5Z";var i1="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z";var p5="M19,21H8V7H19M19,5H8A2,2 0 0,0 6,7V21A2,2 0 0,0 8,23H19A2,2 0 0,0 21,21V7A2,2 0 0,0 19,5M16,1H4A2,2 0 0,0 2,3V17H4V3H16V1Z";var m5="M7,5H21V7H7V5M7,13V11H21V13H7M4,4.5A1.5,1.5 0 0,1 5.5,6A1.5,1.5 0 0,1 4,7.5A1.5,1.5 0 0,1 2.5,6A1.5,1.5 0 0,1 4,4.5M4,10.5A1.5,1.5 0 0,1 5.5,12A1.5,1.5 0 0,1 4,13.5A1.5,1.5 0 0,1 2.5,12A1.5,1.5 0 0,1 4,10.5M7,19V17H21V19H7M4,16.5A1.5,1.5 0 0,1 5.5,18A1.5,1.5 0 0,1 4,19.5A1.5,1.5 0 0,1 2.5,18A1.5,1.5 0 0,1 4,16.5Z";var l5="M17,12V3A1,1 0 0,0 16,2H3A1,1 0 0,0 2,3V17L6,13H16A1,1 0 0,0 17,12M21,6H19V15H6V17A1,1 0 0,0 7,18H18L22,22V7A1,1 0 0,0 21,6Z";var o1="M15,4V11H5.17L4,12.17V4H15M16,2H3A1,1 0 0,0 2,3V17L6,13H16A1,1 0 0,0 17,12V3A1,1 0 0,0 16,2M21,6H19V15H6V17A1,1 0 0,0 7,18H18L22,22V7A1,1 0 0,0 21,6Z";var v5="M19.5 17C19.37 17 19.24 17 19.11 17.04L17.5 13.79C17.95 13.34 18.25 12.71 18.25 12C18.25 10.62 17.13 9.5 15.75 9.5C15.62 9.5 15.5 9.5 15.36 9.54L13.73 6.29C14.21 5.84 14.5 5.21 14.5 4.5C14.5 3.12 13.38 2 12 2S9.5 3.12 9.5 4.5C9.5 5.21 9.79 5.84 10.26 6.29L8.64 9.54C8.5 9.5 8.38 9.5 8.25 9.5C6.87 9.5 5.75 10.62 5.75 12C5.75 12.71 6.05 13.34 6.5 13.79L4.89 17.04C4.76 17 4.63 17 4.5 17C3.12 17 2 18.12 2 19.5C2 20.88 3.12 22 4.5 22S7 20.88 7 19.5C7 18.8 6.71 18.16 6.24 17.71L7.86 14.46C8 14.5 8.12 14.5 8.25 14.5C8.38 14.5 8.5 14.5 8.64 14.46L10.27 17.71C9.8 18.16 9.5 18.8 9.5 19.5C9.5 20.88 10.62 22 12 22S14.5 20.88 14.5 19.5C14.5 18.12 13.38 17 12 17C11.87 17 11.74 17 11.61 17.04L10 13.79C10.46 13.34 10.75 12.71 10.75 12S10.46 10.66 10 10.21L11.61 6.96C11.74 7 11.87 7 12 7S12.26 7 12.39 6.96L14 10.21C13.55 10.66 13.25 11.3 13.25 12C13.25 13.38 14.37 14.5 15.75 14.5C15.88 14.5 16 14.5 16.14 14.46L17.77 17.71C17.3 18.16 17 18.8 17 19.5C17 20.88 18.12 22 19.5 22S22 20.88 22 19.5C22 18.12 20.88 17 19.5 17Z";var s5="M13.5,8H12V13L16.28,15.54L17,14.33L13.5,12.25V8M13,3A9,9 0 0,0 4,12H1L4.96,16.03L9,12H6A7,7 0 0,1 13,5A7,7 0 0,1 20,12A7,7 0 0,1 13,19C11.07,19 9.32,18.21 8.06,16.94L6.64,18.36C8.27,20 10.5,21 13,21A9,9 0 0,0 22,12A9,9 0 0,0 13,3";var x5="M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z";var Z5="M4,1C2.89,1 2,1.89 2,3V7C2,8.11 2.89,9 4,9H1V11H13V9H10C11.11,9 12,8.11 12,7V3C12,1.89 11.11,1 10,1H4M4,3H10V7H4V3M14,13C12.89,13 12,13.89 12,15V19C12,20.11 12.89,21 14,21H11V23H23V21H20C21.11,21 22,20.11 22,19V15C22,13.89 21.11,13 20,13H14M3.88,13.46L2.46,14.88L4.59,17L2.46,19.12L3.88,20.54L6,18.41L8.12,20.54L9.54,19.12L7.41,17L9.54,14.88L8.12,13.46L6,15.59L3.88,13.46M14,15H20V19H14V15Z";var u5="M12,4V2A10,10 0 0,0 2,12H4A8,8 0 0,1 12,4Z";var c5="M12,17C10.89,17 10,16.1 10,15C10,13.89 10.89,13 12,13A2,2 0 0,1 14,15A2,2 0 0,1 12,17M18,20V10H6V20H18M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6C4.89,22 4,21.1 4,20V10C4,8.89 4.89,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z";var a1="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z";var S5="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z";var v2="M22.11 21.46L2.39 1.73L1.11 3L6.25 8.14C6.1 8.41 6 8.7 6 9V14.5L9.5 18V21H14.5V18L15.31 17.2L20.84 22.73L22.11 21.46M13.09 16.59L12.67 17H11.33L10.92 16.59L8 13.67V9.89L13.89 15.78L13.09 16.59M12.2 9L10.2 7H14V3H16V7C17 7 18 8 18 9V14.5L17.85 14.65L16 12.8V9.09C16 9.06 15.95 9 15.92 9H12.2M10 6.8L8 4.8V3H10V6.8Z";var W1="M10,9V5L3,12L10,19V14.9C15,14.9 18.5,16.5 21,20C20,15 17,10 10,9Z";var h5="M2,21L23,12L2,3V10L17,12L2,14V21Z";var f5="M18,16.08C17.24,16.08 16.56,16.38 16.04,16.85L8.91,12.7C8.96,12.47 9,12.24 9,12C9,11.76 8.96,11.53 8.91,11.3L15.96,7.19C16.5,7.69 17.21,8 18,8A3,3 0 0,0 21,5A3,3 0 0,0 18,2A3,3 0 0,0 15,5C15,5.24 15.04,5.47 15.09,5.7L8.04,9.81C7.5,9.31 6.79,9 6,9A3,3 0 0,0 3,12A3,3 0 0,0 6,15C6.79,15 7.5,14.69 8.04,14.19L15.16,18.34C15.11,18.55 15.08,18.77 15.08,19C15.08,20.61 16.39,21.91 18,21.91C19.61,21.91 20.92,20.61 20.92,19A2.92,2.92 0 0,0 18,16.08Z";var A1="M10,17L6,13L7.41,11.59L10,14.17L16.59,7.58L18,9M12,1L3,5V11C3,16.55 6.84,21.74 12,23C17.16,21.74 21,16.55 21,11V5L12,1Z";var y=class{constructor(V,C){this.host=V;this.onChange=C;this.ends=[];this.connected=!1;V.addController(this)}get value(){return this.store}set(V){V!==this.store&&(this.end(),this.store=V,this.connected&&this.begin(),this.host.requestUpdate())}hostConnected(){this.connected=!0,this.begin()}hostDisconnected(){this.connected=!1,this.end()}begin(){let{store:V}=this;!V||this.ends.length||(this.ends.push(V.observe(()=>{this.onChange?.(),this.host.requestUpdate()})),V instanceof W&&this.ends.push(V.retain()))}end(){for(let V of this.ends.splice(0))V()}};var k3=new TextEncoder;function U(M){return k3.encode(M).length}var g5=typeof Intl.Segmenter=="function"?new Intl.Segmenter(void 0,{granularity:"grapheme"}):void 0;function d1(M){return g5?Array.from(g5.segment(M),({segment:V})=>V):Array.from(M)}function O5(M,V){let C=0,H=0,L=0;for(let[e]of M.matchAll(/\s+|\S+/gu)){let r=U(e);if(/^\s/u.test(e)){L=r;continue}if(H===0&&(L=0),H>0&&H+L+r<=V)H+=L+r;else if(r<=V)C+=1,H=r;else{let t=w3(e,V);C+=t.parts,H=t.rest}L=0}return C}function w3(M,V){let C=1,H=0;for(let L of d1(M)){let e=U(L)>V?Array.from(L):[L];for(let r of e){let t=U(r);H+t>V&&H>0&&(C+=1,H=0),H+=t}}return{parts:C,rest:H}}var P3=2/3;function b5(M,V){if(U(M)<=V)return M?1:0;let C=Math.floor(V*P3),H=0,L=[],e=0;for(let r of d1(M)){let t=U(r)>V?Array.from(r):[r];for(let i of t){let A=U(i);e+A>V&&(H+=1,L=B3(L,C),e=L.reduce((p,n)=>p+n.width,0)),L.push({text:i,width:A}),e+=A}}return H+(L.length?1:0)}function B3(M,V){for(let C=M.length;C>0;C-=1){let H=M[C-1];if(!H||!/^\s/u.test(H.text))continue;return M.slice(0,C).reduce((e,r)=>e+r.width,0)>=V?M.slice(C):[]}return[]}function m(M){return o`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${M}></path></svg>`}function z(M,V,C){let H=d1(V.trim().replace(/^[^\p{L}\p{N}\p{So}]+/u,""))[0];return o`<span
    class="avatar"
    style=${`--hue: ${T3(M??V)}`}
    aria-hidden="true"
    ><span class="letter">${(H??"?").toLocaleUpperCase()}</span>${C?o`<span class="presence"></span>`:a}</span
  >`}function U1(){return o`<span class="avatar channel" aria-hidden="true"
    >${m(A5)}</span
  >`}function T3(M){let V=0;for(let C=0;C<Math.min(M.length,64);C+=1)V=(V*31+M.charCodeAt(C))%3600;return V/10}var G=u`
  .avatar {
    --size: 40px;
    position: relative;
    display: grid;
    place-items: center;
    width: var(--size);
    height: var(--size);
    border-radius: 50%;
    flex: none;
    background: hsl(var(--hue, 200) 42% 38%);
    color: #fff;
    font-weight: 500;
    font-size: calc(var(--size) * 0.42);
    line-height: 1;
    user-select: none;
  }

  .avatar .letter {
    width: 100%;
    text-align: center;
    overflow: hidden;
    contain: paint;
    line-height: var(--size);
    border-radius: 50%;
  }

  .avatar.channel {
    background: var(--mb-selected);
    color: var(--mb-accent-text);
  }

  .avatar .icon {
    font-size: calc(var(--size) * 0.55);
  }

  .presence {
    position: absolute;
    inset-block-end: -1px;
    inset-inline-end: -1px;
    width: 12px;
    height: 12px;
    border-radius: 50%;
    background: var(--mb-success);
    border: 2px solid var(--mb-surface);
  }
`;function B(M){return o`<div class="notice" role="status">
    <div class="sign ${M.busy?"busy":""}">${m(M.icon)}</div>
    <div class="notice-title">${M.title}</div>
    ${M.text?o`<div class="notice-text">${M.text}</div>`:a}
    ${M.action?o`<button class="text-button filled" @click=${M.action.run}>
          ${M.action.label}
        </button>`:a}
  </div>`}function y5(M){return o`<div class="banner ${M.kind}" role="status">
    ${m(M.icon)}
    <div class="banner-text">
      <strong>${M.title}</strong>${M.text?o` ${M.text}`:a}
    </div>
    ${M.action?o`<button class="text-button" @click=${M.action.run}>
          ${M.action.label}
        </button>`:a}
  </div>`}var n1=u`
  .notice {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 24px;
    text-align: center;
    margin: auto;
    max-width: 420px;
  }

  .notice .sign {
    display: grid;
    place-items: center;
    width: 72px;
    height: 72px;
    border-radius: 50%;
    background: var(--mb-selected);
    color: var(--mb-accent-text);
    margin-bottom: 8px;
  }

  .notice .sign .icon {
    font-size: 36px;
  }

  .notice .sign.busy {
    animation: breathe 1.6s ease-in-out infinite;
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }

  .notice-title {
    font-size: 18px;
    font-weight: 500;
    line-height: 1.3;
  }

  .notice-text {
    color: var(--mb-muted);
    font-size: 14px;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }

  .notice .text-button {
    margin-top: 8px;
  }

  .banner {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 16px;
    min-height: 48px;
    font-size: 14px;
    line-height: 1.4;
    background: color-mix(in srgb, var(--mb-warning) 16%, var(--mb-surface));
  }

  .banner.error {
    background: color-mix(in srgb, var(--mb-error) 14%, var(--mb-surface));
  }

  .banner.info {
    background: var(--mb-selected);
  }

  .banner .icon {
    font-size: 20px;
  }

  .banner-text {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
`;function k5(M){history.pushState(null,"",M),window.dispatchEvent(new CustomEvent("location-changed",{detail:{replace:!1}}))}function z1(M,V){return M.in_reach?M.direct?V("hops.direct"):M.hops===null?V("peer.in_reach"):V.plural("hops",M.hops):V("peer.absent")}function T(M,V){switch(M.code){case"offline":case"not_loaded":case"not_allowed":case"not_running":case"peer_unknown":case"peer_blocked":case"message_unknown":case"message_not_failed":return V(`error.${M.code}`);default:return M.message||V("error.unknown")}}var R3=3e3,h=class extends c{constructor(){super(...arguments);this.readOnly=!1;this.showSignal=!1;this.keepUnread=!1;this.heading="";this.selected=Z;this.pane="thread";this.searching=!1;this.toast="";this.inView=!0;this.chatWatch=new y(this);this.peersWatch=new y(this);this.openOnRequest=C=>{this.open(C),this.fire("mesh-opened",C)};this.onOpen=async C=>{C.stopPropagation(),this.open(C.detail),await this.updateComplete,matchMedia("(pointer: fine)").matches&&this.composer?.focus()};this.back=async()=>{this.pane="list",await this.updateComplete;let C=this.renderRoot.querySelector("mesh-broadcast-conversations");(C?.shadowRoot?.querySelector("[aria-current]")??C?.shadowRoot?.querySelector("button"))?.focus()};this.onFound=async C=>{C.stopPropagation(),this.searching=!1,await this.updateComplete,await this.threadElement.reveal(C.detail.message_id)||this.say(this.t("search.gone"))};this.closeSearch=()=>{this.searching=!1,this.composer?.focus()};this.seen=()=>{this.keepUnread||!this.inView||document.visibilityState!=="visible"||this.searching||!this.threadElement?.showsNewest||this.pane==="list"&&this.threadElement.offsetParent===null||this.session?.chat.markRead(this.selected)}}open(C){this.selected=C,this.pane="thread",this.searching=!1}connectedCallback(){super.connectedCallback(),document.addEventListener("visibilitychange",this.seen),this.visibility=new IntersectionObserver(C=>{this.inView=C.at(-1)?.isIntersecting??!0,this.seen()}),this.visibility.observe(this),this.hasUpdated&&this.offerToOpen()}disconnectedCallback(){super.disconnectedCallback(),document.removeEventListener("visibilitychange",this.seen),this.visibility?.disconnect(),clearTimeout(this.toastTimer),this.endOffer?.(),this.endOffer=void 0}willUpdate(C){let{session:H}=this;this.chatWatch.set(H?.chat),this.peersWatch.set(H?.peers),C.has("only")&&this.only&&this.open(this.only),this.offerToOpen()}render(){let{session:C}=this;if(!C)return o``;let{chat:H,peers:L}=C,e=this.blocker(H,L);if(e&&!(H.loaded&&L.loaded))return o`${B(e)}`;let r=!this.hasList(L);return o`
      <div class="panes ${r?"single":""}" data-pane=${r?"thread":this.pane}>
        ${r?a:o`<div class="list">
              ${this.heading?o`<h2 class="clip">${this.heading}</h2>`:a}
              <mesh-broadcast-conversations
                .hass=${this.hass}
                .chat=${H}
                .peers=${L}
                .selected=${this.selected}
                @mesh-open=${this.onOpen}
              ></mesh-broadcast-conversations>
            </div>`}
        ${this.renderThread(H,L,r)}
      </div>
      <mesh-broadcast-details .hass=${this.hass} .peers=${L}></mesh-broadcast-details>
      <div class="toast ${this.toast?"shown":""}" role="status">${this.toast}</div>
    `}renderThread(C,H,L){let{t:e}=this,r=C.thread(this.selected),t=this.obstacle(H),i=this.trouble(C,H);return o`<section class="thread" aria-label=${this.titleOf(H)}>
      ${this.renderHeader(C,H,L)} ${i?y5(i):a}
      ${this.searching?o`<mesh-broadcast-search
            .hass=${this.hass}
            .thread=${r}
            @mesh-found=${this.onFound}
            @mesh-close=${this.closeSearch}
          ></mesh-broadcast-search>`:a}
      <mesh-broadcast-thread
        .hass=${this.hass}
        .thread=${r}
        .peers=${H}
        .canWrite=${this.mayWrite(H)}
        .showSignal=${this.showSignal}
        ?inert=${this.searching}
        @mesh-seen=${this.seen}
        @mesh-reply=${A=>this.composer?.replyTo(A.detail)}
        @mesh-mention=${A=>this.composer?.insert(`@${A.detail} `)}
        @mesh-edit=${A=>this.composer?.insert(A.detail)}
        @mesh-compose=${()=>this.composer?.focus()}
        @mesh-details=${A=>{this.details.show(A.detail)}}
        @mesh-toast=${A=>this.say(A.detail)}
      ></mesh-broadcast-thread>
      ${this.mayWrite(H)?o`<mesh-broadcast-composer
            .hass=${this.hass}
            .thread=${r}
            .peers=${H}
            .obstacle=${t}
          ></mesh-broadcast-composer>`:a}
      <span class="sr-only">${e("chat.keys")}</span>
    </section>`}renderHeader(C,H,L){let{t:e}=this,r=this.selected===Z,t=r?void 0:H.get(this.selected),i=C.unread-(C.conversations.get(this.selected)?.unread??0),A=this.titleOf(H);return o`<header>
      ${L?a:o`<button
            class="icon-button back"
            aria-label=${i?`${e("chat.back")}, ${e.plural("conversations.unread",i)}`:e("chat.back")}
            title=${e("chat.back")}
            @click=${this.back}
          >
            ${m(o5)}
            ${i?o`<span class="dot" aria-hidden="true">${i>99?"99+":i}</span>`:a}
          </button>`}
      ${r?U1():z(this.selected,A,t?.in_reach)}
      <div class="titles">
        <h2>
          <bdi class="clip">${A}</bdi>
          ${t?.trust==="verified"?o`<span class="badge" title=${e("trust.verified")}
                >${m(A1)}<span class="sr-only"
                  >${e("trust.verified")}</span
                ></span
              >`:a}
        </h2>
        <p class="clip">${this.subtitle(H)}</p>
      </div>
      <button
        class="icon-button"
        aria-label=${e("chat.search")}
        title=${e("chat.search")}
        aria-pressed=${this.searching?"true":"false"}
        @click=${()=>this.searching=!this.searching}
      >
        ${m(a1)}
      </button>
    </header>`}titleOf(C){if(this.selected===Z)return this.only&&this.heading||this.t("conversations.public");let H=C.get(this.selected)?.nickname,L=this.session?.chat.conversations.get(this.selected)?.title;return H??(L||this.selected.slice(0,8))}subtitle(C){let{t:H,formats:L}=this;if(this.selected===Z)return H.plural("conversations.people",C.inReach.length);let e=C.get(this.selected);return e?e.blocked?H("peer.blocked"):e.in_reach?z1(e,H):H("peer.last_seen",{when:L.relative(e.last_seen,Date.now())}):H("peer.unknown")}blocker(C,H){let{t:L}=this;for(let e of[H,C])switch(e.feedState){case"offline":return{icon:Z5,title:L("state.offline"),text:L("state.offline_hint"),busy:!0};case"not_loaded":return this.notLoaded(e);case"not_allowed":return{icon:c5,title:L("state.not_allowed"),text:L("state.not_allowed_hint")};case"failed":return{icon:P,title:L("state.failed"),text:e.error?T(e.error,L):void 0,action:{label:L("common.try_again"),run:e.retry}};case"idle":case"connecting":if(!e.loaded)return{icon:o1,title:L("state.loading"),busy:!0};break;case"live":break}}notLoaded(C){let{t:H}=this;return this.hass?.user?.is_admin?{icon:v2,title:H("state.not_loaded"),text:H("state.not_loaded_admin"),action:{label:H("state.open_settings"),run:()=>k5("/config/integrations/integration/mesh_broadcast")}}:{icon:v2,title:H("state.not_loaded"),text:H("state.not_loaded_user"),action:{label:H("common.try_again"),run:C.retry}}}trouble(C,H){let{t:L}=this,e=this.blocker(C,H);if(e)return{...e,kind:"warning"};let{node:r}=H;if(r&&!r.running)return{kind:"warning",icon:t5,title:L("state.not_running"),text:L("state.not_running_hint")}}obstacle(C){let{t:H}=this;switch(C.feedState){case"offline":return H("error.offline");case"not_loaded":return H("error.not_loaded");default:}if(this.selected===Z)return"";if(!C.node?.may_read_private)return H("error.not_allowed");let L=C.get(this.selected);return L?.blocked?H("composer.blocked",{name:L.nickname}):""}hasList(C){return!this.only&&(C.node?.may_read_private??!1)}offerToOpen(){this.only||this.endOffer||!this.isConnected||(this.endOffer=this.session?.chat.offer(this.openOnRequest))}mayWrite(C){return!this.readOnly&&(C.node?.may_send??!0)}say(C){this.toast=C,clearTimeout(this.toastTimer),this.toastTimer=setTimeout(()=>this.toast="",R3)}static{this.styles=[f,G,n1,u`
      :host {
        display: flex;
        flex-direction: column;
        position: relative;
        height: 100%;
        min-height: 0;
        container: chat / inline-size;
      }

      .panes {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(240px, 320px) minmax(0, 1fr);
      }

      .panes.single {
        grid-template-columns: minmax(0, 1fr);
      }

      .list {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border-inline-end: 1px solid var(--mb-line);
      }

      .list h2 {
        padding: 16px 20px 4px;
        font-size: 20px;
        flex: none;
      }

      mesh-broadcast-conversations {
        flex: 1;
        min-height: 0;
      }

      .thread {
        display: flex;
        flex-direction: column;
        min-height: 0;
        min-width: 0;
        position: relative;
      }

      header {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 64px;
        padding: 8px 8px 8px 16px;
        padding-inline: 16px 8px;
        border-bottom: 1px solid var(--mb-line);
        flex: none;
      }

      .back {
        display: none;
        margin-inline-start: -8px;
      }

      .back .icon:dir(rtl) {
        scale: -1 1;
      }

      .dot {
        position: absolute;
        inset-block-start: 2px;
        inset-inline-end: 0;
        min-width: 18px;
        height: 18px;
        padding: 0 5px;
        border-radius: 9px;
        background: var(--mb-accent-text);
        color: var(--mb-surface);
        font-size: 11px;
        font-weight: 600;
        line-height: 18px;
        text-align: center;
      }

      .titles {
        flex: 1;
        min-width: 0;
      }

      h2 {
        display: flex;
        align-items: center;
        gap: 4px;
        margin: 0;
        font-size: 16px;
        font-weight: 500;
        line-height: 22px;
      }

      h2 .clip {
        contain: paint;
      }

      .badge .icon {
        font-size: 18px;
        color: var(--mb-accent-text);
      }

      .titles p {
        margin: 0;
        font-size: 13px;
        line-height: 18px;
        color: var(--mb-muted);
      }

      .toast {
        position: absolute;
        inset-block-end: 84px;
        inset-inline: 16px;
        width: fit-content;
        max-width: calc(100% - 32px);
        margin-inline: auto;
        padding: 10px 16px;
        border-radius: 8px;
        background: var(--mb-text);
        color: var(--mb-surface);
        font-size: 14px;
        opacity: 0;
        visibility: hidden;
        transition:
          opacity 0.2s,
          visibility 0.2s;
        pointer-events: none;
        overflow-wrap: anywhere;
        z-index: 4;
      }

      .toast.shown {
        opacity: 1;
        visibility: visible;
      }

      /* Two panes from here on: a list of 240 and messages of 400 pixels. */
      @container chat (width < 640px) {
        .panes {
          grid-template-columns: minmax(0, 1fr);
        }

        .list {
          border: 0;
        }

        .back {
          display: inline-grid;
        }

        .panes[data-pane="thread"] > .list,
        .panes[data-pane="list"] > .thread {
          display: none;
        }

        header {
          padding-inline-start: 12px;
          gap: 8px;
        }
      }
    `]}};d([l()],h.prototype,"only",2),d([l({type:Boolean})],h.prototype,"readOnly",2),d([l({type:Boolean})],h.prototype,"showSignal",2),d([l({type:Boolean})],h.prototype,"keepUnread",2),d([l()],h.prototype,"heading",2),d([s()],h.prototype,"selected",2),d([s()],h.prototype,"pane",2),d([s()],h.prototype,"searching",2),d([s()],h.prototype,"toast",2),d([s()],h.prototype,"inView",2),d([k("mesh-broadcast-thread")],h.prototype,"threadElement",2),d([k("mesh-broadcast-composer")],h.prototype,"composer",2),d([k("mesh-broadcast-details")],h.prototype,"details",2);function w5(M,V){let C=Math.max(0,V-50-1),H=M.slice(C,V),L=H.lastIndexOf("@");if(L<0||L>0&&/[\p{L}\p{N}]/u.test(H[L-1]??""))return;let e=H.slice(L+1);if(!(e.includes(`
`)||/\s{2}/u.test(e)||e.startsWith(" ")))return{start:C+L,typed:e}}function P5(M,V,C){let H=V.toLocaleLowerCase(),L=[],e=[];for(let r of M){let t=r.nickname.toLocaleLowerCase();t.startsWith(H)?L.push(r):H&&t.includes(H)&&e.push(r)}return[...L,...e].slice(0,C)}function B5(M,V){if(!M.includes("@")||!V.length)return[{text:M,mention:!1}];let C=[...new Set(V)].filter(Boolean).sort((r,t)=>t.length-r.length),H=[],L=0,e=0;for(;;){let r=M.indexOf("@",e);if(r<0)break;let t=C.find(i=>M.startsWith(i,r+1)&&!/^[\p{L}\p{N}_]/u.test(M.slice(r+1+i.length,r+3+i.length)));if(t===void 0){e=r+1;continue}r>L&&H.push({text:M.slice(L,r),mention:!1}),e=L=r+1+t.length,H.push({text:M.slice(r,L),mention:!0})}return L<M.length&&H.push({text:M.slice(L),mention:!1}),H}var T5=32;function R5(M,V){let{body:C}=s2(V),H=(C||V).replace(/\s+/gu," ").trim(),L=d1(H),e=L.length>T5?`${L.slice(0,T5-1).join("").trimEnd()}…`:H;return`> ${M}: ${e}
`}function s2(M){let V=M.split(`
`),C=0;for(;C<V.length&&/^> ?\S/u.test(V[C]??"");)C+=1;let H=V.slice(C).join(`
`).trim();return C===0||!H?{quote:void 0,body:M}:{quote:V.slice(0,C).map(L=>L.replace(/^> ?/u,"")).join(`
`),body:H}}var E5=255,F3=6,E3=.7;function F5(M,V,C){let H=U(M);return V?{bytes:H,limit:C.max_message_bytes,parts:O5(M,C.part_bytes)}:{bytes:H,limit:C.max_private_bytes,parts:b5(M,E5)}}var w=class extends c{constructor(){super(...arguments);this.obstacle="";this.text="";this.chosen=0;this.send=()=>{let{thread:C}=this,H=this.peers?.node;if(!C||!H)return;let L=this.whole;this.whyNot(F5(L,C.conversation===Z,H))||(this.write(""),this.reply=void 0,this.mention=void 0,C.send(L),this.focus())};this.cancelReply=()=>{this.reply=void 0,this.focus()};this.onInput=()=>{this.write(this.area.value),this.findMention()};this.findMention=()=>{let{area:C}=this;this.mention=C.selectionStart===C.selectionEnd?w5(C.value,C.selectionStart):void 0,this.chosen=0};this.closeNames=()=>{this.mention=void 0};this.onKey=C=>{if(C.isComposing||C.keyCode===229)return;let{names:H}=this;if(H.length&&this.onNamesKey(C,H)){C.preventDefault(),C.stopPropagation();return}C.key==="Enter"&&!C.shiftKey&&!C.altKey?(C.preventDefault(),this.send()):C.key==="Escape"&&this.reply&&(C.stopPropagation(),this.cancelReply())}}focus(){this.area?.focus()}replyTo(C){this.reply=C,this.focus()}insert(C){let H=this.text&&!/\s$/u.test(this.text)?" ":"";this.write(`${this.text}${H}${C}`),this.focus()}willUpdate(C){C.has("thread")&&(this.text=this.thread?.draft??"",this.reply=void 0,this.mention=void 0)}updated(){let{area:C}=this;C&&(C.value!==this.text&&(C.value=this.text),CSS.supports("field-sizing","content")||(C.style.height="auto",C.style.height=`${C.scrollHeight}px`))}render(){let{t:C,thread:H}=this,L=this.peers?.node;if(!H||!L)return o``;let e=H.conversation===Z,r=F5(this.whole,e,L),t=r.bytes-r.limit,i=this.names,A=e?L.part_bytes:E5,p=r.parts>1||r.bytes>A*E3||t>0,n=this.whyNot(r),x=e?void 0:this.peers?.get(H.conversation),v=this.obstacle||this.hint(x,e);return o`
      ${i.length?this.renderNames(i):a}
      ${this.reply?o`<div class="reply">
            ${m(W1)}
            <div class="reply-text">
              <bdi class="clip who">${this.reply.own?L.nickname:this.reply.nickname}</bdi>
              <span class="clip" dir="auto">${this.reply.text}</span>
            </div>
            <button
              class="icon-button"
              aria-label=${C("composer.cancel_reply")}
              title=${C("composer.cancel_reply")}
              @click=${this.cancelReply}
            >
              ${m(i1)}
            </button>
          </div>`:a}
      <div class="line">
        <div class="field">
          <textarea
            rows="1"
            dir="auto"
            enterkeyhint="send"
            autocomplete="off"
            placeholder=${e?C("composer.placeholder_public"):C("composer.placeholder_private",{name:x?.nickname??""})}
            aria-label=${e?C("composer.placeholder_public"):C("composer.placeholder_private",{name:x?.nickname??""})}
            aria-describedby="length"
            aria-autocomplete="list"
            aria-controls=${i.length?"names":a}
            aria-activedescendant=${i.length?`name-${this.chosen}`:a}
            aria-invalid=${t>0?"true":"false"}
            @input=${this.onInput}
            @keydown=${this.onKey}
            @click=${this.findMention}
            @blur=${this.closeNames}
          ></textarea>
        </div>
        <button
          class="icon-button send"
          aria-label=${C("composer.send")}
          title=${n||C("composer.send")}
          aria-disabled=${n?"true":"false"}
          @click=${this.send}
        >
          ${m(h5)}
        </button>
      </div>
      <div class="foot ${t>0?"over":""}" id="length">
        ${v?o`<span class="hint">${v}</span>`:a}
        ${p?o`<span class="length"
              >${t>0?C.plural("composer.too_long",t):this.lengthWords(r)}</span
            >`:a}
      </div>
      <div class="sr-only" aria-live="polite">
        ${i.length?C.plural("composer.names",i.length):""}
      </div>
    `}renderNames(C){return o`<div
      class="names"
      id="names"
      role="listbox"
      aria-label=${this.t("composer.names_label")}
    >
      ${C.map((H,L)=>o`<div
            class="name"
            id="name-${L}"
            role="option"
            aria-selected=${L===this.chosen?"true":"false"}
            @pointerdown=${e=>{e.preventDefault(),this.complete(H)}}
          >
            ${z(H.fingerprint,H.nickname,H.in_reach)}
            <bdi class="clip">${H.nickname}</bdi>
            <span class="tag">#${H.fingerprint.slice(0,4)}</span>
          </div>`)}
    </div>`}get whole(){let C=this.text.trim();if(!this.reply||!C)return C;let H=this.reply.own?this.peers?.node?.nickname??"":this.reply.nickname;return`${R5(H,this.reply.text)}${C}`}get names(){if(!this.mention||!this.peers||this.thread?.conversation!==Z)return[];let C=[...this.peers.peers.values()].filter(H=>!H.blocked).sort((H,L)=>Number(L.in_reach)-Number(H.in_reach)||L.last_seen-H.last_seen);return P5(C,this.mention.typed,F3)}hint(C,H){let{t:L}=this;return H?this.peers?.loaded&&!this.peers.inReach.length?L("composer.nobody"):"":C&&!C.in_reach?L("composer.absent",{name:C.nickname}):""}lengthWords(C){let{t:H,formats:L}=this,e=H("composer.bytes",{n:L.number(C.bytes),limit:L.number(C.limit)});return C.parts>1?`${e} · ${H.plural("composer.parts",C.parts)}`:e}whyNot(C){let{t:H}=this;return this.obstacle?this.obstacle:this.text.trim()?C.bytes>C.limit?H.plural("composer.too_long",C.bytes-C.limit):"":H("composer.empty")}write(C){this.text=C,this.thread&&(this.thread.draft=C)}complete(C){let{mention:H,area:L}=this;if(!H)return;let e=H.start+1+H.typed.length,r=`@${C.nickname} `,t=L.value;this.write(`${t.slice(0,H.start)}${r}${t.slice(e)}`),this.mention=void 0,L.value=this.text;let i=H.start+r.length;L.setSelectionRange(i,i)}onNamesKey(C,H){switch(C.key){case"ArrowDown":return this.chosen=(this.chosen+1)%H.length,!0;case"ArrowUp":return this.chosen=(this.chosen-1+H.length)%H.length,!0;case"Enter":case"Tab":{let L=H[this.chosen];return!L||C.shiftKey||!this.mention?.typed?!1:(this.complete(L),!0)}case"Escape":return this.mention=void 0,!0;default:return!1}}static{this.styles=[f,G,u`
      :host {
        display: block;
        position: relative;
        padding: 8px 12px;
        border-top: 1px solid var(--mb-line);
      }

      .line {
        display: flex;
        align-items: flex-end;
        gap: 8px;
      }

      .field {
        flex: 1;
        min-width: 0;
        border-radius: 22px;
        background: var(--mb-other);
        border: 1px solid color-mix(in srgb, var(--mb-text) 14%, transparent);
      }

      .field:focus-within {
        border-color: var(--mb-accent-text);
        box-shadow: 0 0 0 1px var(--mb-accent-text);
      }

      textarea {
        display: block;
        width: 100%;
        field-sizing: content;
        min-height: 42px;
        max-height: 160px;
        padding: 10px 16px;
        border: 0;
        margin: 0;
        background: none;
        color: inherit;
        font: inherit;
        /* Safari zooms into smaller ones. */
        font-size: 16px;
        line-height: 22px;
        resize: none;
        overflow-wrap: anywhere;
        unicode-bidi: plaintext;
        scrollbar-width: thin;
      }

      textarea:focus-visible {
        outline: none;
      }

      textarea::placeholder {
        color: var(--mb-muted);
        opacity: 1;
        text-overflow: ellipsis;
        white-space: nowrap;
        overflow: hidden;
      }

      .send {
        background: var(--mb-accent);
        color: var(--mb-on-accent);
      }

      .send[aria-disabled="true"] {
        background: none;
        color: var(--mb-muted);
        opacity: 0.7;
      }

      @media (hover: hover) {
        .send:not([aria-disabled="true"]):hover {
          background: color-mix(in srgb, var(--mb-accent) 85%, var(--mb-text));
        }
      }


      .send:dir(rtl) .icon {
        scale: -1 1;
      }

      .foot {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        padding: 0 16px;
        font-size: 12px;
        line-height: 16px;
        color: var(--mb-muted);
      }

      .foot > * {
        padding-top: 4px;
      }

      .hint {
        min-width: 0;
        overflow-wrap: anywhere;
      }

      .length {
        flex: none;
        margin-inline-start: auto;
        font-variant-numeric: tabular-nums;
      }

      .over .length {
        color: var(--mb-error-text);
        font-weight: 500;
      }

      .reply {
        display: flex;
        align-items: center;
        gap: 8px;
        padding-inline: 8px 0;
        margin-bottom: 4px;
        border-inline-start: 3px solid var(--mb-accent);
        background: var(--mb-other);
        border-radius: 8px;
        font-size: 13px;
        line-height: 18px;
      }

      .reply > .icon,
      .reply .icon-button .icon {
        font-size: 20px;
      }

      .reply-text {
        flex: 1;
        min-width: 0;
        display: grid;
      }

      .reply-text .clip {
        contain: paint;
        color: var(--mb-muted);
      }

      .reply-text .who {
        font-weight: 500;
        color: var(--mb-accent-text);
      }

      .names {
        position: absolute;
        inset-inline: 12px;
        inset-block-end: calc(100% + 4px);
        max-width: 360px;
        padding: 4px;
        background: var(--mb-surface);
        border: 1px solid var(--mb-line);
        border-radius: 12px;
        box-shadow: 0 4px 16px rgb(0 0 0 / 24%);
        z-index: 3;
      }

      .name {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 44px;
        padding: 4px 8px;
        border-radius: 8px;
        cursor: pointer;
        font-size: 14px;
      }

      .name .avatar {
        --size: 28px;
      }

      .name .clip {
        contain: paint;
        line-height: 20px;
      }

      .name[aria-selected="true"] {
        background: var(--mb-selected);
      }

      .tag {
        color: var(--mb-muted);
        font-size: 12px;
        margin-inline-start: auto;
      }
    `]}};d([l({attribute:!1})],w.prototype,"thread",2),d([l({attribute:!1})],w.prototype,"peers",2),d([l()],w.prototype,"obstacle",2),d([s()],w.prototype,"text",2),d([s()],w.prototype,"reply",2),d([s()],w.prototype,"mention",2),d([s()],w.prototype,"chosen",2),d([k("textarea")],w.prototype,"area",2);var D5={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},_5=M=>(...V)=>({_$litDirective$:M,values:V}),G1=class{constructor(V){}get _$AU(){return this._$AM._$AU}_$AT(V,C,H){this._$Ct=V,this._$AM=C,this._$Ci=H}_$AS(V,C){return this.update(V,C)}update(V,C){return this.render(...C)}};var{I:D3}=W2,$5=M=>M;var N5=()=>document.createComment(""),p1=(M,V,C)=>{let H=M._$AA.parentNode,L=V===void 0?M._$AB:V._$AA;if(C===void 0){let e=H.insertBefore(N5(),L),r=H.insertBefore(N5(),L);C=new D3(e,r,M,M.options)}else{let e=C._$AB.nextSibling,r=C._$AM,t=r!==M;if(t){let i;C._$AQ?.(M),C._$AM=M,C._$AP!==void 0&&(i=M._$AU)!==r._$AU&&C._$AP(i)}if(e!==L||t){let i=C._$AA;for(;i!==e;){let A=$5(i).nextSibling;$5(H).insertBefore(i,L),i=A}}}return C},Q=(M,V,C=M)=>(M._$AI(V,C),M),_3={},I5=(M,V=_3)=>M._$AH=V,W5=M=>M._$AH,Q1=M=>{M._$AR(),M._$AA.remove()};var U5=(M,V,C)=>{let H=new Map;for(let L=V;L<=C;L++)H.set(M[L],L);return H},f1=_5(class extends G1{constructor(M){if(super(M),M.type!==D5.CHILD)throw Error("repeat() can only be used in text expressions")}dt(M,V,C){let H;C===void 0?C=V:V!==void 0&&(H=V);let L=[],e=[],r=0;for(let t of M)L[r]=H?H(t,r):r,e[r]=C(t,r),r++;return{values:e,keys:L}}render(M,V,C){return this.dt(M,V,C).values}update(M,[V,C,H]){let L=W5(M),{values:e,keys:r}=this.dt(V,C,H);if(!Array.isArray(L))return this.ut=r,e;let t=this.ut??=[],i=[],A,p,n=0,x=L.length-1,v=0,S=e.length-1;for(;n<=x&&v<=S;)if(L[n]===null)n++;else if(L[x]===null)x--;else if(t[n]===r[v])i[v]=Q(L[n],e[v]),n++,v++;else if(t[x]===r[S])i[S]=Q(L[x],e[S]),x--,S--;else if(t[n]===r[S])i[S]=Q(L[n],e[S]),p1(M,i[S+1],L[n]),n++,S--;else if(t[x]===r[v])i[v]=Q(L[x],e[v]),p1(M,L[n],L[x]),x--,v++;else if(A===void 0&&(A=U5(r,v,S),p=U5(t,n,x)),A.has(t[n]))if(A.has(t[x])){let F=p.get(r[v]),Y1=F!==void 0?L[F]:null;if(Y1===null){let g2=p1(M,L[n]);Q(g2,e[v]),i[v]=g2}else i[v]=Q(Y1,e[v]),p1(M,L[n],Y1),L[F]=null;v++}else Q1(L[x]),x--;else Q1(L[n]),n++;for(;v<=S;){let F=p1(M,i[S+1]);Q(F,e[v]),i[v++]=F}for(;n<=x;){let F=L[n++];F!==null&&Q1(F)}return this.ut=r,I5(M,i),_}});var $3=50,N3=120,L1=class extends c{constructor(){super(...arguments);this.selected=Z;this.chatWatch=new y(this);this.peersWatch=new y(this)}willUpdate(C){C.has("chat")&&this.chatWatch.set(this.chat),C.has("peers")&&this.peersWatch.set(this.peers)}render(){let{chat:C,peers:H,t:L}=this;if(!C||!H)return o``;let e=C.sorted;C.conversations.has(Z)||e.unshift(z5(Z));let r=H.node?.may_read_private?e:e.filter(i=>i.conversation===Z),t=H.node?.may_read_private?H.inReach.filter(i=>!C.conversations.has(i.fingerprint)&&!i.blocked).sort((i,A)=>i.nickname.localeCompare(A.nickname)).slice(0,$3):[];return o`<nav aria-label=${L("conversations.label")}>
      <ul>
        ${f1(r,i=>i.conversation,i=>this.renderConversation(i))}
      </ul>
      ${t.length?o`<h3>${L("conversations.in_reach")}</h3>
            <ul>
              ${f1(t,i=>i.fingerprint,i=>this.renderConversation({...z5(i.fingerprint),title:i.nickname}))}
            </ul>`:a}
    </nav>`}renderConversation(C){let{t:H,formats:L,peers:e}=this,r=C.conversation===Z,t=r?void 0:e?.get(C.conversation),i=r?H("conversations.public"):(t?.nickname??C.title)||C.conversation.slice(0,8),A=Date.now();return o`<li>
      <button
        class="conversation"
        aria-current=${C.conversation===this.selected?"true":a}
        @click=${()=>this.fire("mesh-open",C.conversation)}
      >
        ${r?U1():z(C.conversation,i,t?.in_reach)}
        <span class="words">
          <span class="upper">
            <bdi class="clip title">${i}</bdi>
            ${!r&&e?.isAmbiguous(i)?o`<span class="tag">#${C.conversation.slice(0,4)}</span>`:a}
            ${t?.trust==="verified"?o`<span class="badge" title=${H("trust.verified")}
                  >${m(A1)}<span class="sr-only"
                    >${H("trust.verified")}</span
                  ></span
                >`:a}
            ${t?.blocked?o`<span class="badge" title=${H("peer.blocked")}
                  >${m(d5)}<span class="sr-only">${H("peer.blocked")}</span></span
                >`:a}
            ${C.last?o`<time class="when">${L.short(N1(C),A)}</time>`:a}
          </span>
          <span class="lower">
            <span class="clip preview" dir="auto"
              >${C.last?this.preview(C.last):this.emptyWords(t)}</span
            >
            ${C.unread?o`<span class="count"
                  ><span aria-hidden="true"
                    >${C.unread>99?"99+":L.number(C.unread)}</span
                  ><span class="sr-only"
                    >${H.plural("conversations.unread",C.unread)}</span
                  ></span
                >`:a}
          </span>
        </span>
      </button>
    </li>`}preview(C){let H=C.text.slice(0,N3).replace(/\s+/gu," ");return C.own?`${this.t("message.you")}: ${H}`:C.conversation===Z?`${C.nickname}: ${H}`:H}emptyWords(C){let{t:H,peers:L}=this;return C?z1(C,H):H.plural("conversations.people",L?.inReach.length??0)}static{this.styles=[f,G,u`
      :host {
        display: block;
        overflow: hidden auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: color-mix(in srgb, var(--mb-text) 30%, transparent) transparent;
      }

      ul {
        list-style: none;
        margin: 0;
        padding: 8px;
      }

      h3 {
        margin: 8px 20px 0;
        font-size: 12.5px;
        font-weight: 500;
        color: var(--mb-muted);
      }

      .conversation {
        display: flex;
        align-items: center;
        gap: 12px;
        width: 100%;
        min-height: 64px;
        padding: 8px;
        border-radius: 12px;
        text-align: start;
      }

      .conversation:focus-visible {
        outline-offset: -2px;
      }

      @media (hover: hover) {
        .conversation:hover {
          background: var(--mb-hover);
        }
      }

      .conversation[aria-current="true"] {
        background: var(--mb-selected);
      }

      .words {
        flex: 1;
        min-width: 0;
        display: grid;
        gap: 2px;
      }

      .upper,
      .lower {
        display: flex;
        align-items: center;
        gap: 4px;
        min-width: 0;
      }

      .title {
        font-size: 15px;
        font-weight: 500;
        line-height: 22px;
        contain: paint;
      }

      .when {
        margin-inline-start: auto;
        padding-inline-start: 8px;
        font-size: 12px;
        color: var(--mb-muted);
        flex: none;
      }

      .preview {
        font-size: 13.5px;
        line-height: 20px;
        color: var(--mb-muted);
        flex: 1;
        contain: paint;
        text-align: start;
      }

      .badge .icon {
        font-size: 16px;
        color: var(--mb-accent-text);
      }

      .tag {
        color: var(--mb-muted);
        font-size: 12px;
      }

      .count {
        flex: none;
        min-width: 22px;
        height: 22px;
        padding: 0 7px;
        border-radius: 11px;
        background: var(--mb-accent-text);
        color: var(--mb-surface);
        font-size: 12px;
        font-weight: 600;
        line-height: 22px;
        text-align: center;
      }
    `]}};d([l({attribute:!1})],L1.prototype,"chat",2),d([l({attribute:!1})],L1.prototype,"peers",2),d([l()],L1.prototype,"selected",2);function z5(M){return{conversation:M,title:"",unread:0,last:null,messages:0}}var I3=900,G5=14,x2=300;function Q5(M,V,C){let{message:H}=M,{t:L,formats:e}=V,t=V.peerOf(H.fingerprint)?.trust==="verified",i=q2(H);return o`<div
    class="row message ${H.own?"own":"theirs"} ${M.first?"first":""} ${M.last?"last":""} ${C.flash?"flash":""}"
    role="article"
    data-key=${M.key}
    tabindex=${C.tabbable?0:-1}
    aria-label=${G3(H,t,V)}
  >
    ${H.own||!V.isPublic?a:o`<span class="gutter"
          >${M.first?z(H.fingerprint,H.nickname):a}</span
        >`}
    <div class="stack">
      <div class="bubble">
        ${M.first&&!H.own&&V.isPublic?o`<div class="author">
              <bdi class="clip">${H.nickname}</bdi>
              ${V.isAmbiguous(H.nickname)&&H.fingerprint?o`<span class="tag">#${H.fingerprint.slice(0,4)}</span>`:a}
              ${t?o`<span class="verified" title=${L("trust.verified")}
                    >${m(A1)}</span
                  >`:a}
            </div>`:a}
        ${q5(H.text,M.key,V,o`<span class="meta">
            ${V.showSignal&&!H.own?o`<span>${u2(H,L,e)}</span>`:a}
            <time datetime=${j5(b(H))}>${e.time(b(H))}</time>
            ${H.own?z3(H,L):a}
          </span>`)}
      </div>
      ${i?o`<div class="failure">
            ${m(P)}
            <span>${Z2(H,L)}</span>
            ${V.canWrite?o`<button
                  class="text-button"
                  ?disabled=${V.resending(H.message_id)}
                  @click=${()=>V.on.resend(H)}
                >
                  ${L("message.resend")}
                </button>`:a}
          </div>`:a}
      ${C.active?W3(H,V):a}
    </div>
  </div>`}function K5(M,V){let{pending:C}=M,{t:H,formats:L}=V;return o`<div
    class="row message own pending ${M.first?"first":""} ${M.last?"last":""}"
    role="article"
    data-key=${M.key}
    tabindex="-1"
    aria-label=${`${H("message.you")}: ${C.text.slice(0,x2)}`}
  >
    <div class="stack">
      <div class="bubble">
        ${q5(C.text,M.key,V,o`<span class="meta">
            <time datetime=${j5(C.at)}>${L.time(C.at)}</time>
            ${C.error?K(P,H("status.refused"),"bad"):K(l2,H("status.sending"))}
          </span>`)}
      </div>
      ${C.error?o`<div class="failure">
            <span>${T(C.error,H)}</span>
            <span class="choices">
              <button class="text-button" @click=${()=>V.on.retry(M.key)}>
                ${H("message.retry")}
              </button>
              <button class="text-button" @click=${()=>V.on.edit(M.key)}>
                ${H("message.edit")}
              </button>
              <button class="text-button" @click=${()=>V.on.discard(M.key)}>
                ${H("message.discard")}
              </button>
            </span>
          </div>`:a}
    </div>
  </div>`}function W3(M,V){let{t:C,on:H}=V,L=(e,r,t)=>o`<button class="icon-button" title=${r} aria-label=${r} @click=${t}>
      ${m(e)}
    </button>`;return o`<div class="actions" role="toolbar" aria-label=${C("message.actions")}>
    ${V.canWrite?L(W1,C("message.reply"),()=>H.reply(M)):a}
    ${V.canWrite&&!M.own&&V.isPublic?L(a5,C("message.mention"),()=>H.mention(M)):a}
    ${L(p5,C("message.copy"),()=>H.copy(M))}
    ${L(x5,C("message.details"),()=>H.details(M))}
  </div>`}function q5(M,V,C,H){let{quote:L,body:e}=s2(M),t=(e.length>I3||e.split(`
`,G5+1).length>G5)&&!C.isExpanded(V);return o`${L===void 0?a:o`<blockquote dir="auto">${L}</blockquote>`}
    <div class="line">
      <div class="text ${t?"folded":""}" dir="auto">${U3(e,C)}</div>
      ${t?o`<button class="text-button more" @click=${()=>C.on.expand(V)}>
            ${C.t("message.show_all")}
          </button>`:a}
      ${H}
    </div>`}function U3(M,V){return B5(M,V.names).map(H=>H.mention?o`<bdi class="mention ${H.text===`@${V.ownName}`?"me":""}"
          >${H.text}</bdi
        >`:H.text)}function K(M,V,C=""){return o`<span class="status ${C}" title=${V}
    >${m(M)}<span class="sr-only">${V}</span></span
  >`}function z3(M,V){switch(M.status){case null:return a;case"queued":return K(l2,V("status.queued"));case"sent":return K(n5,V("status.sent"));case"relayed":{let C=M.heard_by?V.plural("status.heard_by",M.heard_by):V("status.relayed");return o`<span class="status" title=${C}
        >${m(f5)}${M.heard_by?o`<span aria-hidden="true">${M.heard_by}</span>`:a}<span class="sr-only">${C}</span></span
      >`}case"delivered":return K(m2,V("status.delivered"));case"read":return K(m2,V("status.read"),"good");case"expired":return K(P,V("status.expired"),"bad");case"failed":return K(P,V("status.failed"),"bad")}}function Z2(M,V){switch(M.failure){case"expired":case"outbox_full":case"too_many_attempts":case"identity_changed":case"wiped":return V(`failure.${M.failure}`);default:return V(M.status==="expired"?"failure.expired":"failure.unknown")}}function u2(M,V,C){let H=[];return M.hops===1?H.push(V("hops.direct")):M.hops!==null&&H.push(V.plural("hops",M.hops)),M.rssi!==null&&H.push(V("signal.dbm",{value:C.number(M.rssi)})),H.join(" · ")}function G3(M,V,C){let{t:H,formats:L}=C,e=M.own?H("message.you"):V?H("message.by_verified",{name:M.nickname}):M.nickname,r=M.text.length>x2?`${M.text.slice(0,x2)}…`:M.text;return`${e}, ${L.time(b(M))}: ${r}`}function j5(M){return new Date(Math.min(Math.max(M,0),864e13)).toISOString()}var X5=u`
  .row.message {
    display: flex;
    gap: 8px;
    padding-inline: 12px;
    padding-block: 1px;
    position: relative;
    scroll-margin: 64px;
  }

  .row.first {
    padding-top: 8px;
  }

  .row.message:focus-visible {
    outline-offset: -2px;
    border-radius: 8px;
  }

  .row.own {
    justify-content: flex-end;
  }

  .gutter {
    width: 32px;
    flex: none;
  }

  .gutter .avatar {
    --size: 32px;
  }

  .stack {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    min-width: 0;
    max-width: min(88%, 640px);
    position: relative;
  }

  .own .stack {
    align-items: flex-end;
  }

  .bubble {
    position: relative;
    max-width: 100%;
    min-width: 0;
    padding: 7px 12px 6px;
    border-radius: var(--mb-radius);
    background: var(--mb-other);
    font-size: 15px;
    line-height: 1.4;
    /* Marks that climb out of their line end at the bubble's edge. */
    overflow: hidden;
    contain: paint;
  }

  .own .bubble {
    background: var(--mb-own);
  }

  .theirs:not(.first) .bubble {
    border-start-start-radius: 6px;
  }

  .theirs:not(.last) .bubble {
    border-end-start-radius: 6px;
  }

  .own:not(.first) .bubble {
    border-start-end-radius: 6px;
  }

  .own:not(.last) .bubble {
    border-end-end-radius: 6px;
  }

  .pending .bubble {
    opacity: 0.75;
  }

  .flash .bubble {
    animation: flash 1.6s ease-out;
  }

  @keyframes flash {
    0%,
    40% {
      box-shadow: inset 0 0 0 2px var(--mb-accent);
    }
    100% {
      box-shadow: inset 0 0 0 2px transparent;
    }
  }

  .author {
    display: flex;
    align-items: center;
    gap: 4px;
    font-size: 13px;
    font-weight: 500;
    line-height: 20px;
    max-height: 20px;
    color: var(--mb-accent-text);
    min-width: 0;
  }

  .author .clip {
    contain: paint;
  }

  .tag {
    color: var(--mb-muted);
    font-weight: 400;
    flex: none;
  }

  .verified .icon {
    font-size: 15px;
    color: var(--mb-accent-text);
  }

  .text,
  blockquote {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    text-align: start;
    min-width: 0;
  }

  .text.folded {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 12;
    overflow: hidden;
  }

  .text-button.more {
    padding: 0;
  }

  blockquote {
    margin: 2px 0 4px;
    padding-inline-start: 8px;
    border-inline-start: 3px solid var(--mb-accent);
    color: var(--mb-muted);
    font-size: 13px;
    max-height: 60px;
    overflow: hidden;
  }

  .mention {
    color: var(--mb-accent-text);
    font-weight: 500;
  }

  .mention.me {
    background: var(--mb-selected);
    border-radius: 4px;
    padding: 0 2px;
  }

  /* The time stands beside a short text, and below a longer one. */
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    column-gap: 10px;
  }

  .meta {
    display: flex;
    justify-content: flex-end;
    align-items: center;
    flex-wrap: wrap;
    gap: 2px 6px;
    margin-inline-start: auto;
    margin-bottom: -1px;
    font-size: 11.5px;
    line-height: 16px;
    color: var(--mb-muted);
    font-variant-numeric: tabular-nums;
  }

  .status {
    display: inline-flex;
    align-items: center;
    gap: 2px;
  }

  .status .icon {
    font-size: 15px;
  }

  .status.good {
    color: var(--mb-accent-text);
  }

  .status.bad {
    color: var(--mb-error-text);
  }

  .failure {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 0 8px;
    padding: 4px 8px 0;
    font-size: 13px;
    line-height: 1.4;
    color: var(--mb-error-text);
  }

  .own .failure {
    justify-content: flex-end;
    text-align: end;
  }

  .failure .icon {
    font-size: 16px;
  }

  .failure .text-button {
    padding: 0 8px;
  }

  .actions {
    display: flex;
    background: var(--mb-surface);
    border: 1px solid var(--mb-line);
    border-radius: 24px;
    box-shadow: 0 1px 4px rgb(0 0 0 / 16%);
    margin-top: 4px;
    z-index: 1;
  }

  .actions .icon {
    font-size: 20px;
  }

  @media (hover: hover) and (pointer: fine) {
    /* Beside the message, so that pointing at one does not push the others around. */
    .actions {
      position: absolute;
      margin: 0;
      inset-block-start: -18px;
      inset-inline-end: 4px;
    }

    .actions .icon-button {
      width: 36px;
      height: 36px;
    }

    .actions .icon {
      font-size: 18px;
    }
  }
`;var M1=class extends c{constructor(){super(...arguments);this.onBackdrop=C=>{C.target===this.dialog&&this.dialog.close()}}async show(C){this.message=C,await this.updateComplete,this.dialog.open||this.dialog.showModal()}render(){let{t:C,message:H}=this;return o`<dialog
      aria-labelledby="title"
      @click=${this.onBackdrop}
      @close=${()=>this.message=void 0}
    >
      ${H?o`<div class="content">
            <header>
              <h2 id="title">${C("details.title")}</h2>
              <button
                class="icon-button"
                aria-label=${C("common.close")}
                title=${C("common.close")}
                @click=${()=>this.dialog.close()}
              >
                ${m(i1)}
              </button>
            </header>
            <dl>${this.facts(H).map(([L,e,r])=>Q3(L,e,r))}</dl>
          </div>`:a}
    </dialog>`}facts(C){let{t:H,formats:L,peers:e}=this,r=C.fingerprint?e?.get(C.fingerprint):void 0,t=[];if(C.own?(t.push([H("details.from"),H("message.you")]),C.status&&t.push([H("details.delivery"),H(`status.${C.status}`)]),(C.status==="failed"||C.status==="expired")&&t.push([H("details.reason"),Z2(C,H)]),C.heard_by&&t.push([H("details.heard_by"),H.plural("status.heard_by",C.heard_by)])):(t.push([H("details.from"),C.nickname]),r&&t.push([H("details.trust"),H(`trust.${r.trust}_long`)])),t.push([H("details.sent"),L.moment(C.sent)]),!C.own){t.push([H("details.received"),L.moment(C.received)]);let i=u2(C,H,L);if(i&&t.push([H("details.way"),i]),C.via){let A=e?.byPeerId(C.via);t.push([H("details.via"),A?.nickname??C.via,!A])}}return C.fingerprint&&t.push([H("details.fingerprint"),K3(C.fingerprint),!0]),t.push([H("details.message_id"),C.message_id,!0]),t}static{this.styles=[f,u`
      dialog {
        padding: 0;
        border: 0;
        border-radius: 24px;
        width: min(420px, calc(100vw - 32px));
        max-height: calc(100vh - 64px);
        overflow: auto;
        background: var(--mb-surface);
        color: var(--mb-text);
        box-shadow: 0 8px 32px rgb(0 0 0 / 36%);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }

      .content {
        padding: 12px 24px 24px;
      }

      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-inline-end: -12px;
      }

      h2 {
        margin: 0;
        font-size: 20px;
        font-weight: 500;
      }

      dl {
        margin: 8px 0 0;
        display: grid;
        gap: 12px;
      }

      dt {
        font-size: 12.5px;
        color: var(--mb-muted);
      }

      dd {
        margin: 2px 0 0;
        font-size: 15px;
        line-height: 1.4;
        overflow-wrap: anywhere;
        unicode-bidi: isolate;
        overflow: hidden;
        contain: paint;
      }

      dd.mono {
        font-family: var(--ha-font-family-code, monospace);
        font-size: 13px;
        direction: ltr;
        text-align: start;
      }
    `]}};d([l({attribute:!1})],M1.prototype,"peers",2),d([s()],M1.prototype,"message",2),d([k("dialog")],M1.prototype,"dialog",2);function Q3(M,V,C=!1){return o`<div>
    <dt>${M}</dt>
    <dd class=${C?"mono":""}>${V}</dd>
  </div>`}function K3(M){return M.match(/.{1,4}/gu)?.join(" ")??M}var q3=250,c2=40,R=class extends c{constructor(){super(...arguments);this.text="";this.busy=!1;this.asked=0;this.onInput=()=>{this.text=this.input.value,clearTimeout(this.timer),this.timer=setTimeout(()=>{this.search()},q3)};this.onKey=C=>{if(C.key==="Escape"){C.stopPropagation(),this.fire("mesh-close");return}if(C.key!=="ArrowDown"&&C.key!=="ArrowUp")return;let H=[...this.renderRoot.querySelectorAll("input, li button")],L=H.indexOf(C.target);H[L+(C.key==="ArrowDown"?1:-1)]?.focus(),C.preventDefault()}}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer)}firstUpdated(){this.input.focus()}render(){let{t:C}=this;return o`<div class="bar" role="search" @keydown=${this.onKey}>
        ${m(a1)}
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          enterkeyhint="search"
          placeholder=${C("search.placeholder")}
          aria-label=${C("search.placeholder")}
          .value=${this.text}
          @input=${this.onInput}
        />
        <button
          class="icon-button"
          aria-label=${C("search.close")}
          title=${C("search.close")}
          @click=${()=>this.fire("mesh-close")}
        >
          ${m(i1)}
        </button>
      </div>
      <div class="sr-only" role="status">
        ${this.found?C.plural("search.found",this.found.length):""}
      </div>
      <div class="results" @keydown=${this.onKey}>${this.renderResults()}</div>`}renderResults(){let{t:C,formats:H,found:L,error:e}=this;if(e)return B({icon:P,title:C("search.failed"),text:T(e,C),action:{label:C("common.try_again"),run:()=>{this.search()}}});if(!L)return this.text.trim()||this.busy?a:B({icon:a1,title:C("search.title"),text:C("search.hint")});if(!L.length)return B({icon:a1,title:C("search.none"),text:C("search.none_hint")});let r=Date.now();return o`<ul>
      ${[...L].reverse().map(t=>o`<li>
            <button @click=${()=>this.fire("mesh-found",t)}>
              <span class="upper">
                <bdi class="clip">${t.own?C("message.you"):t.nickname}</bdi>
                <time>${H.short(b(t),r)}</time>
              </span>
              <span class="snippet" dir="auto">${j3(t.text,this.text.trim())}</span>
            </button>
          </li>`)}
    </ul>`}async search(){let C=this.text.trim();this.asked+=1;let H=this.asked;if(this.error=void 0,!C||!this.thread){this.found=void 0;return}this.busy=!0;try{let L=await this.thread.search(C);H===this.asked&&(this.found=L)}catch(L){H===this.asked&&(this.error=O.from(L))}finally{H===this.asked&&(this.busy=!1)}}static{this.styles=[f,n1,u`
      :host {
        display: flex;
        flex-direction: column;
        position: absolute;
        inset: 0;
        z-index: 2;
        background: var(--mb-surface);
      }

      .bar {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 64px;
        padding-inline: 16px 8px;
        border-bottom: 1px solid var(--mb-line);
        color: var(--mb-muted);
      }

      .bar:focus-within {
        box-shadow: inset 0 -2px var(--mb-accent-text);
      }

      input {
        flex: 1;
        min-width: 0;
        height: 44px;
        border: 0;
        background: none;
        color: var(--mb-text);
        font: inherit;
        font-size: 16px;
      }

      input:focus-visible {
        outline: none;
      }

      input::placeholder {
        color: var(--mb-muted);
        opacity: 1;
      }

      input::-webkit-search-cancel-button {
        display: none;
      }

      .results {
        flex: 1;
        min-height: 0;
        overflow: hidden auto;
        display: flex;
        flex-direction: column;
      }

      ul {
        list-style: none;
        margin: 0;
        padding: 8px;
      }

      li button {
        display: grid;
        gap: 2px;
        width: 100%;
        min-height: 56px;
        padding: 8px 12px;
        border-radius: 12px;
        text-align: start;
      }

      li button:hover {
        background: var(--mb-hover);
      }

      li button:focus-visible {
        outline-offset: -2px;
      }

      .upper {
        display: flex;
        gap: 8px;
        justify-content: space-between;
        font-size: 13px;
        font-weight: 500;
        color: var(--mb-accent-text);
        min-width: 0;
      }

      .upper .clip {
        contain: paint;
        line-height: 18px;
      }

      time {
        font-weight: 400;
        color: var(--mb-muted);
        flex: none;
      }

      .snippet {
        font-size: 14px;
        line-height: 20px;
        overflow-wrap: anywhere;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        contain: paint;
        unicode-bidi: plaintext;
      }

      mark {
        background: color-mix(in srgb, var(--mb-warning) 45%, transparent);
        color: inherit;
        border-radius: 3px;
      }
    `]}};d([l({attribute:!1})],R.prototype,"thread",2),d([s()],R.prototype,"text",2),d([s()],R.prototype,"found",2),d([s()],R.prototype,"error",2),d([s()],R.prototype,"busy",2),d([k("input")],R.prototype,"input",2);function j3(M,V){let C=M.replace(/\s+/gu," "),H=C.toLocaleLowerCase().indexOf(V.toLocaleLowerCase());if(H<0)return C.slice(0,2*c2);let L=Math.max(0,H-c2),e=H+V.length;return o`${L>0?"…":""}${C.slice(L,H)}<mark>${C.slice(H,e)}</mark
    >${C.slice(e,e+2*c2)}`}var X3=5*6e4;function Y5(M){let V=[],C="",H,L=(e,r,t)=>{let i=M.dayKey(r),A=!1;i!==C&&(C=i,V.push({kind:"day",key:`day-${i}`,at:r}),A=!0),t.kind==="message"&&t.message.message_id===M.firstUnread&&(V.push({kind:"unread",key:"unread"}),A=!0);let p=!A&&H?.author===e&&r-H.at<=X3;p&&H&&(H.row.last=!1),t.first=!p,H={author:e,at:r,row:t},V.push(t)};for(let e of M.messages)L(e.own?"own":e.fingerprint??e.nickname,b(e),{kind:"message",key:M.keyOf(e),message:e,first:!0,last:!0});for(let e of M.pending)L("own",e.at,{kind:"pending",key:e.localId,pending:e,first:!0,last:!0});return V}var K1=class{constructor(){this.start=0;this.end=0}toEnd(V){this.put(V.length-60,V.length,V)}around(V,C){let H=Math.min(V-30,C.length-60);this.put(H,H+60,C)}follow(V,C){if(C||this.firstKey===void 0){this.toEnd(V);return}let H=V.indexOf(this.firstKey),L=this.lastKey===void 0?-1:V.lastIndexOf(this.lastKey);H>=0&&L>=H?this.put(H,L+1,V):H>=0?this.put(H,H+60,V):L>=0?this.put(L+1-60,L+1,V):this.toEnd(V)}up(V){if(this.start===0)return!1;let C=Math.max(0,this.start-40);return this.put(C,Math.min(this.end,C+140),V),!0}down(V){if(this.end>=V.length)return!1;let C=Math.min(V.length,this.end+40);return this.put(Math.max(this.start,C-140),C,V),!0}put(V,C,H){this.start=Math.max(0,V),this.end=Math.min(H.length,Math.max(C,0)),this.firstKey=H[this.start],this.lastKey=H[this.end-1]}};async function J5(M){try{return await navigator.clipboard.writeText(M),!0}catch{return Y3(M)}}function Y3(M){let V=document.createElement("textarea");V.value=M,V.style.cssText="position:fixed;opacity:0";let C=document.activeElement;document.body.append(V),V.select();let H=!1;try{H=document.execCommand("copy")}catch{}return V.remove(),C instanceof HTMLElement&&C.focus(),H}var C3=48,H3=900,J3=200,C0=1700,g=class extends c{constructor(){super(...arguments);this.canWrite=!1;this.showSignal=!1;this.newBelow=0;this.spoken="";this.atEnd=!0;this.threadWatch=new y(this);this.peersWatch=new y(this);this.window=new K1;this.expanded=new Set;this.resending=new Set;this.rows=[];this.keys=[];this.rowsMadeOf=[];this.scrolling=0;this.toEnd=()=>{this.atEnd=!0,this.newBelow=0,this.window.toEnd(this.keys),this.requestUpdate()};this.onScroll=()=>{this.scrolling||=requestAnimationFrame(()=>{this.scrolling=0,this.scrolled()})};this.onKey=C=>{let H=C.target.closest(".row.message");if(!H)return;let L=C.target===H;switch(C.key){case"ArrowUp":case"ArrowDown":if(L)this.step(H,C.key==="ArrowUp"?-1:1);else return;break;case"ArrowLeft":case"ArrowRight":if(L)return;this.stepAction(C);break;case"Home":if(!L)return;this.scroller.scrollTop=0;break;case"End":if(!L)return;this.toEnd();break;case"Enter":case" ":if(!L)return;H.querySelector(".actions button")?.focus();break;case"Escape":L?this.fire("mesh-compose"):H.focus();break;default:return}C.preventDefault(),C.stopPropagation()};this.onFocus=C=>{let H=S2(C);H&&(this.active=this.focused=H)};this.onPointer=C=>{if(C.pointerType!=="mouse")return;let H=S2(C);H&&H!==this.active&&(this.active=H)};this.onLeave=C=>{C.pointerType==="mouse"&&(this.active=void 0)};this.onClick=C=>{if(C.target.closest("button")||getSelection()?.toString())return;let L=S2(C);L&&(this.rememberPlace(),this.active=this.focused=L)}}get showsNewest(){return this.atEnd&&(this.thread?.loaded??!1)}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.observeSize()}disconnectedCallback(){super.disconnectedCallback(),this.resized?.disconnect(),cancelAnimationFrame(this.scrolling),this.scrolling=0}async reveal(C){let{thread:H}=this;if(!H||!await H.reveal(C))return!1;let L=H.get(C);if(!L)return!1;this.makeRows();let e=H.keyOf(L),r=this.keys.indexOf(e);return this.window.around(r,this.keys),this.atEnd=!1,this.target={key:e,place:.35},this.flashing=e,this.focused=e,setTimeout(()=>{this.flashing===e&&(this.flashing=void 0)},C0),this.requestUpdate(),await this.updateComplete,this.rowElement(e)?.focus({preventScroll:!0}),!0}willUpdate(C){C.has("peers")&&this.peersWatch.set(this.peers),C.has("thread")&&(this.threadWatch.set(this.thread),this.open()),this.thread!==this.opened&&this.thread?.loaded&&this.settle();let H=this.keys.length;(this.makeRows()||C.has("thread"))&&(this.noticeNews(H),this.rememberPlace(),this.window.follow(this.keys,this.atEnd))}render(){let{thread:C,t:H}=this;if(!C)return o``;let L=this.context(C),e=this.rows.slice(this.window.start,this.window.end),r=this.tabbableKey(e),t=C.loaded&&!this.rows.length;return o`
      <div
        class="scroller"
        role="log"
        aria-live="off"
        aria-label=${H("thread.label")}
        aria-busy=${C.loading?"true":"false"}
        tabindex=${e.length?-1:0}
        @scroll=${this.onScroll}
        @keydown=${this.onKey}
        @focusin=${this.onFocus}
        @pointerover=${this.onPointer}
        @pointerleave=${this.onLeave}
        @click=${this.onClick}
      >
        ${t?this.renderEmpty(C):a}
        ${!C.loaded&&C.error?B({icon:P,title:H("thread.failed"),text:T(C.error,H),action:{label:H("common.try_again"),run:()=>{C.load()}}}):a}
        ${!C.loaded&&!C.error?B({icon:o1,title:H("thread.loading"),busy:!0}):a}
        <div class="rows">
          ${this.rows.length?this.renderTop(C):a}
          ${f1(e,i=>i.key,i=>this.renderRow(i,L,r))}
        </div>
      </div>
      ${this.atEnd?a:o`<button class="jump ${this.newBelow?"news":""}" @click=${this.toEnd}>
            ${m(i5)}
            <span class=${this.newBelow?"":"sr-only"}
              >${this.newBelow?H.plural("thread.new_messages",this.newBelow):H("thread.to_end")}</span
            >
          </button>`}
      <div class="sr-only" aria-live="polite">${this.spoken}</div>
    `}firstUpdated(){this.observeSize()}updated(){let{scroller:C}=this;if(C){if(this.target){let{key:H,place:L}=this.target,e=this.rowElement(H);if(this.target=void 0,e){let r=e.getBoundingClientRect().top-C.getBoundingClientRect().top;C.scrollTop+=r-C.clientHeight*L,this.endDistance()<C3&&this.window.end===this.keys.length&&(this.atEnd=!0)}}else if(this.atEnd)C.scrollTop=C.scrollHeight;else if(this.anchor){let H=this.rowElement(this.anchor.key);if(H){let L=H.getBoundingClientRect().top;C.scrollTop+=L-this.anchor.top}}this.anchor=void 0,this.tellSeen()}}renderRow(C,H,L){switch(C.kind){case"day":return o`<div class="row day" data-key=${C.key}>
          <span>${this.formats.day(C.at,Date.now())}</span>
        </div>`;case"unread":return o`<div class="row unread" data-key=${C.key}>
          <span>${this.t("thread.unread_marker")}</span>
        </div>`;case"message":return Q5(C,H,{active:this.active===C.key,tabbable:L===C.key,flash:this.flashing===C.key});case"pending":return K5(C,H)}}renderTop(C){let{t:H}=this;if(this.window.start>0)return o``;if(C.loadingOlder)return o`<div class="top" role="status">
        <span class="spin">${m(u5)}</span>${H("thread.loading_older")}
      </div>`;if(C.error)return o`<div class="top" role="status">
        ${T(C.error,H)}
        <button class="text-button" @click=${()=>{C.loadOlder()}}>
          ${H("common.try_again")}
        </button>
      </div>`;if(C.more)return o`<div class="top">
        <button class="text-button" @click=${()=>{C.loadOlder()}}>
          ${H("thread.load_older")}
        </button>
      </div>`;let L=this.peers?.node?.retention_days;return o`<div class="top">
      ${m(s5)}
      <span
        >${C.pruned?L?H.plural("thread.pruned_days",L):H("thread.pruned"):H("thread.beginning")}</span
      >
    </div>`}renderEmpty(C){let{t:H}=this;if(C.conversation===Z)return B({icon:o1,title:H("thread.empty_public"),text:this.canWrite?H("thread.empty_public_hint"):H("thread.empty_read_only")});let L=this.peers?.get(C.conversation);return B({icon:o1,title:H("thread.empty_private",{name:L?.nickname??""}),text:H("thread.empty_private_hint")})}context(C){let{peers:H}=this,L=H?.node?.nickname??"",e=[L];for(let r of H?.peers.values()??[])e.push(r.nickname);return{t:this.t,formats:this.formats,names:e,ownName:L,isPublic:C.conversation===Z,showSignal:this.showSignal,canWrite:this.canWrite,peerOf:r=>r===null?void 0:H?.get(r),isAmbiguous:r=>H?.isAmbiguous(r)??!1,isExpanded:r=>this.expanded.has(r),resending:r=>this.resending.has(r),on:{reply:r=>this.fire("mesh-reply",r),mention:r=>this.fire("mesh-mention",r.nickname),copy:r=>{this.copy(r)},details:r=>this.fire("mesh-details",r),resend:r=>{this.resend(r)},expand:r=>{this.expanded.add(r),this.rememberPlace(),this.requestUpdate()},retry:r=>{C.retry(r)},edit:r=>this.fire("mesh-edit",C.discard(r)),discard:r=>{C.discard(r)}}}}async copy(C){let H=await J5(C.text);this.say(this.t(H?"message.copied":"message.copy_failed")),this.fire("mesh-toast",this.t(H?"message.copied":"message.copy_failed"))}async resend(C){let{thread:H}=this;if(!(!H||this.resending.has(C.message_id))){this.resending.add(C.message_id),this.requestUpdate();try{await H.resend(C.message_id)}catch(L){this.fire("mesh-toast",T(O.from(L),this.t))}finally{this.resending.delete(C.message_id),this.requestUpdate()}}}open(){let{thread:C}=this;this.opened=void 0,this.firstUnread=void 0,this.newest=void 0,this.active=this.focused=this.flashing=void 0,this.expanded.clear(),this.newBelow=0,this.spoken="",this.atEnd=!0,this.rowsMadeOf=[],C&&!C.loaded&&C.load()}settle(){let{thread:C}=this;if(!C)return;this.opened=C;let H=C.messages.find(e=>e.unread);this.firstUnread=H?.message_id,this.newest=C.messages.at(-1)?.message_id,this.makeRows();let L=this.keys.indexOf("unread");L>=0?(this.atEnd=!1,this.window.around(L,this.keys),this.target={key:"unread",place:.25}):this.window.toEnd(this.keys)}makeRows(){let{thread:C,formats:H}=this,L=[C,C?.messages,C?.pending,this.firstUnread,H];return L.every((e,r)=>e===this.rowsMadeOf[r])&&this.rowsMadeOf.length?!1:(this.rowsMadeOf=L,this.rows=C?Y5({messages:C.messages,pending:C.pending,keyOf:e=>C.keyOf(e),dayKey:e=>H.dayKey(e),firstUnread:this.firstUnread}):[],this.keys=this.rows.map(e=>e.key),!0)}noticeNews(C){let{thread:H}=this;if(!H||H!==this.opened)return;let{messages:L}=H,e=L.at(-1);if(!e||e.message_id===this.newest){this.rows.at(-1)?.kind==="pending"&&this.keys.length>C&&(this.atEnd=!0);return}let r=L.length;for(;r>0&&L[r-1]?.message_id!==this.newest;)r-=1;let t=r===0?[]:L.slice(r).filter(A=>!A.own);if(this.newest=e.message_id,!t.length)return;this.atEnd||(this.newBelow+=t.length);let i=t.at(-1);i&&this.say(t.length>1?this.t.plural("thread.new_messages",t.length):`${i.nickname}: ${i.text.slice(0,J3)}`)}say(C){this.spoken=C===this.spoken?`${C} `:C}tellSeen(){this.showsNewest&&this.fire("mesh-seen",this.thread?.conversation)}observeSize(){this.resized??=new ResizeObserver(()=>{this.atEnd&&!this.target&&(this.scroller.scrollTop=this.scroller.scrollHeight)}),this.resized.observe(this.scroller)}scrolled(){let{scroller:C,thread:H}=this;if(!H?.loaded||this.target)return;let L=this.endDistance(),e=L<C3&&this.window.end===this.keys.length;e!==this.atEnd&&(this.atEnd=e,e&&(this.newBelow=0,this.tellSeen())),C.scrollTop<H3?(this.rememberPlace(),this.window.up(this.keys)?this.requestUpdate():H.error||H.loadOlder()):L<H3&&this.window.end<this.keys.length&&(this.rememberPlace(),this.window.down(this.keys)&&this.requestUpdate())}endDistance(){let{scroller:C}=this;return C.scrollHeight-C.scrollTop-C.clientHeight}rememberPlace(){let{scroller:C}=this;if(!C||this.atEnd||this.anchor)return;let H=C.getBoundingClientRect().top;for(let L of C.querySelectorAll(".row")){let{top:e,bottom:r}=L.getBoundingClientRect();if(r>H){this.anchor={key:L.dataset.key??"",top:e};return}}}tabbableKey(C){return this.focused&&C.some(H=>H.key===this.focused)?this.focused:C.findLast(H=>H.kind==="message")?.key}rowElement(C){for(let H of this.renderRoot.querySelectorAll(".row"))if(H.dataset.key===C)return H}step(C,H){let L=[...this.renderRoot.querySelectorAll(".row.message")],e=L[L.indexOf(C)+H];e?(e.focus({preventScroll:!0}),e.scrollIntoView({block:"nearest"})):H>0&&this.fire("mesh-compose")}stepAction(C){let H=C.target.closest("button"),L=[...H?.parentElement?.querySelectorAll("button")??[]],e=getComputedStyle(this).direction==="rtl",r=C.key==="ArrowRight"!==e?1:-1;H&&L[(L.indexOf(H)+r+L.length)%L.length]?.focus()}static{this.styles=[f,n1,G,X5,u`
      :host {
        display: block;
        position: relative;
        min-height: 0;
        flex: 1;
      }

      .scroller {
        position: absolute;
        inset: 0;
        overflow: hidden auto;
        overscroll-behavior: contain;
        /* We keep the place ourselves; two that do get in each other's way. */
        overflow-anchor: none;
        display: flex;
        flex-direction: column;
        scrollbar-width: thin;
        scrollbar-color: color-mix(in srgb, var(--mb-text) 30%, transparent) transparent;
      }

      .rows {
        margin-top: auto;
        padding-block: 8px 12px;
        width: 100%;
      }

      .row.day,
      .row.unread,
      .top {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        padding: 12px 16px 4px;
        font-size: 12.5px;
        color: var(--mb-muted);
        text-align: center;
      }

      .top {
        min-height: 48px;
        flex-wrap: wrap;
      }

      .top .icon {
        font-size: 16px;
      }

      .row.day span {
        background: var(--mb-other);
        border-radius: 12px;
        padding: 3px 12px;
        font-weight: 500;
      }

      .row.unread {
        color: var(--mb-accent-text);
        font-weight: 500;
      }

      .row.unread::before,
      .row.unread::after {
        content: "";
        flex: 1;
        border-top: 1px solid color-mix(in srgb, var(--mb-accent) 50%, transparent);
      }

      .spin {
        animation: spin 1s linear infinite;
      }

      @keyframes spin {
        to {
          rotate: 1turn;
        }
      }

      .jump {
        position: absolute;
        inset-block-end: 12px;
        inset-inline-end: 16px;
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 44px;
        height: 44px;
        padding: 0 10px;
        border-radius: 22px;
        background: var(--mb-surface);
        color: var(--mb-accent-text);
        border: 1px solid var(--mb-line);
        box-shadow: 0 2px 6px rgb(0 0 0 / 22%);
        font-size: 14px;
        font-weight: 500;
      }

      .jump.news {
        padding-inline-end: 16px;
        background: color-mix(in srgb, var(--mb-accent) 22%, var(--mb-surface));
      }

      .jump .icon {
        font-size: 22px;
      }
    `]}};d([l({attribute:!1})],g.prototype,"thread",2),d([l({attribute:!1})],g.prototype,"peers",2),d([l({type:Boolean})],g.prototype,"canWrite",2),d([l({type:Boolean})],g.prototype,"showSignal",2),d([s()],g.prototype,"active",2),d([s()],g.prototype,"focused",2),d([s()],g.prototype,"flashing",2),d([s()],g.prototype,"newBelow",2),d([s()],g.prototype,"spoken",2),d([s()],g.prototype,"atEnd",2),d([k(".scroller")],g.prototype,"scroller",2);function S2(M){return M.target.closest(".row.message:not(.pending)")?.dataset.key}var q1=[{tab:"chat",icon:l5,label:"panel.chat"},{tab:"map",icon:v5,label:"panel.map"},{tab:"activity",icon:m5,label:"panel.activity"}],H0=1200,$=class extends c{constructor(){super(...arguments);this.narrow=!1;this.tab="chat";this.side="map";this.wide=!1;this.chatWatch=new y(this);this.onKey=async C=>{let H=[...this.renderRoot.querySelectorAll('[role="tab"]')],L=getComputedStyle(this).direction==="rtl",e=H.indexOf(C.target),r;switch(C.key){case"ArrowLeft":case"ArrowRight":r=e+(C.key==="ArrowRight"!==L?1:-1)+H.length;break;case"Home":r=0;break;case"End":r=H.length-1;break;default:return}C.preventDefault();let t=H[r%H.length];t?.click(),await this.updateComplete,t?.focus()}}connectedCallback(){super.connectedCallback(),this.sized=new ResizeObserver(([C])=>{this.wide=(C?.contentRect.width??0)>=H0}),this.sized.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.sized?.disconnect()}willUpdate(C){if(this.chatWatch.set(this.session?.chat),C.has("route")){let H=q1.find(({tab:L})=>this.route?.path===`/${L}`);H&&this.choose(H.tab)}}render(){let{hass:C,t:H,wide:L,side:e,tab:r}=this,t=L?q1.filter(p=>p.tab!=="chat"):q1,i=L?e:r,A=this.session?.chat.unread??0;return o`
      <header>
        ${this.narrow||C?.dockedSidebar==="always_hidden"?o`<button
              class="icon-button"
              aria-label=${H("panel.menu")}
              title=${H("panel.menu")}
              @click=${()=>this.fire("hass-toggle-menu")}
            >
              ${m(S5)}
            </button>`:a}
        <h1 class="clip">${H("panel.title")}</h1>
        <div class="tabs" role="tablist" aria-label=${H("panel.title")} @keydown=${this.onKey}>
          ${t.map(p=>o`<button
                role="tab"
                id="tab-${p.tab}"
                aria-controls="pane-${p.tab}"
                aria-selected=${p.tab===i?"true":"false"}
                tabindex=${p.tab===i?0:-1}
                title=${H(p.label)}
                @click=${()=>this.choose(p.tab)}
              >
                ${m(p.icon)}<span class="label">${H(p.label)}</span>
                ${p.tab==="chat"&&A&&i!=="chat"?o`<span class="count"
                      ><span aria-hidden="true">${A>99?"99+":A}</span
                      ><span class="sr-only"
                        >${H.plural("conversations.unread",A)}</span
                      ></span
                    >`:a}
              </button>`)}
        </div>
      </header>
      <main class=${L?"wide":""} @mesh-opened=${()=>this.choose("chat")}>
        ${q1.map(({tab:p})=>this.renderPane(p,L,i))}
      </main>
    `}renderPane(C,H,L){let e=H&&C==="chat",r=e||C===L;return o`<section
      id="pane-${C}"
      class="pane ${C}"
      role=${e?"region":"tabpanel"}
      aria-labelledby=${e?a:`tab-${C}`}
      aria-label=${e?this.t("panel.chat"):a}
      ?hidden=${!r}
    >
      ${this.renderView(C,r)}
    </section>`}renderView(C,H){switch(C){case"chat":return o`<mesh-broadcast-chat-view .hass=${this.hass}></mesh-broadcast-chat-view>`;case"map":return H?o`<mesh-broadcast-map-view .hass=${this.hass}></mesh-broadcast-map-view>`:a;case"activity":return H?o`<mesh-broadcast-activity-view
              .hass=${this.hass}
            ></mesh-broadcast-activity-view>`:a}}choose(C){this.tab=C,C!=="chat"&&(this.side=C)}static{this.styles=[f,u`
      :host {
        display: flex;
        flex-direction: column;
        /* What is safe from notches and home bars, with and without them. */
        height: 100vh;
        height: 100dvh;
        padding-top: var(--safe-area-inset-top, 0);
        padding-bottom: var(--safe-area-inset-bottom, 0);
        background: var(--mb-surface);
        overflow: hidden;
      }

      header {
        display: flex;
        align-items: center;
        gap: 4px;
        flex: none;
        height: var(--header-height, 56px);
        padding-inline: 24px 12px;
        background: var(--app-header-background-color, var(--mb-surface));
        color: var(--app-header-text-color, var(--mb-text));
        border-bottom: var(--app-header-border-bottom, 1px solid var(--mb-line));
      }

      :host([narrow]) header {
        padding-inline-start: 4px;
      }

      header .icon-button {
        color: inherit;
      }

      h1 {
        flex: 1;
        margin: 0;
        font-size: 20px;
        font-weight: 400;
        line-height: 28px;
      }

      .tabs {
        display: flex;
        height: 100%;
        min-width: 0;
      }

      [role="tab"] {
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 48px;
        height: 100%;
        padding: 0 16px;
        font-size: 14px;
        font-weight: 500;
        justify-content: center;
        position: relative;
        opacity: 0.82;
      }

      [role="tab"] .icon {
        font-size: 20px;
      }

      [role="tab"]:focus-visible {
        outline-color: currentcolor;
        outline-offset: -4px;
      }

      [role="tab"][aria-selected="true"] {
        opacity: 1;
        box-shadow: inset 0 -2px currentcolor;
      }

      .count {
        min-width: 20px;
        height: 20px;
        padding: 0 6px;
        border-radius: 10px;
        background: var(--mb-accent-text);
        color: var(--mb-surface);
        font-size: 11.5px;
        font-weight: 600;
        line-height: 20px;
        text-align: center;
      }

      main {
        flex: 1;
        min-height: 0;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }

      main.wide {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      }

      .pane {
        min-height: 0;
        min-width: 0;
        position: relative;
        overflow: hidden;
      }

      .pane[hidden] {
        display: none;
      }

      main.wide .chat {
        border-inline-end: 1px solid var(--mb-line);
      }

      :host([narrow]) .label {
        display: none;
      }
    `]}};d([l({type:Boolean,reflect:!0})],$.prototype,"narrow",2),d([l({attribute:!1})],$.prototype,"route",2),d([s()],$.prototype,"tab",2),d([s()],$.prototype,"side",2),d([s()],$.prototype,"wide",2);var V0=30,h2=["in_reach","hops","rssi","last_seen","private_message"],j1=class extends HTMLElement{static async generate(V,C){let H=c1(C);return{title:H("panel.title"),views:[f2("chat",H("panel.chat"),"mdi:forum","chat"),f2("map",H("panel.map"),"mdi:graph","map"),f2("activity",H("panel.activity"),"mdi:format-list-bulleted","activity"),{type:"sections",path:"status",title:H("strategy.status"),icon:"mdi:heart-pulse",max_columns:4,sections:L0(C)}]}}};function f2(M,V,C,H){return{type:"panel",path:M,title:V,icon:C,cards:[{type:`custom:mesh-broadcast-${H}`}]}}function L0(M){let V=c1(M),C=new Map;for(let e of Object.values(M.entities??{})){if(e.platform!==I||!e.device_id||e.hidden||!(e.entity_id in M.states))continue;let r=C.get(e.device_id)??[];r.push({id:e.entity_id,key:e.translation_key??""}),C.set(e.device_id,r)}let H=[],L=[];for(let[e,r]of C){let t=M.devices?.[e];if(r.some(({key:A})=>A==="running")){H.push(V3(V("strategy.node"),"mdi:access-point",r.map(L3)));continue}let i=r.filter(({key:A})=>h2.includes(A)).sort((A,p)=>h2.indexOf(A.key)-h2.indexOf(p.key));i.length&&L.push({name:(t?.name_by_user??t?.name)||V("strategy.peer"),cards:i.map(L3)})}L.sort((e,r)=>e.name.localeCompare(r.name));for(let{name:e,cards:r}of L.slice(0,V0))H.push(V3(e,"mdi:account",r));return H.length?H:[{type:"grid",cards:[{type:"heading",heading:V("state.not_loaded"),icon:"mdi:power-plug-off"}]}]}function V3(M,V,C){return{type:"grid",cards:[{type:"heading",heading:M,icon:V},...C]}}function L3({id:M}){return{type:"tile",entity:M}}var M0={"mesh-broadcast-conversations":L1,"mesh-broadcast-thread":g,"mesh-broadcast-composer":w,"mesh-broadcast-search":R,"mesh-broadcast-details":M1,"mesh-broadcast-chat-view":h,"mesh-broadcast-chat":V1,"mesh-broadcast-panel":$,"ll-strategy-dashboard-mesh-broadcast":j1};for(let[M,V]of Object.entries(M0))H5(M,V);var X1=H1(t1());e5({type:"mesh-broadcast-chat",name:X1("card.chat_name"),description:X1("card.chat_description"),suggest:(M,V)=>{let C=V.split(".")[0];if(!(C!=="notify"&&C!=="event"))return M.entities?.[V]?.translation_key==="public_channel"?{conversation:Z}:{}}});r5({type:"mesh-broadcast",name:X1("strategy.name"),description:X1("strategy.description")});console.info("%c mesh-broadcast %c 0.1.0 ","color:#fff;background:#0b6b86","color:#0b6b86;background:#dff3f9");
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
@lit/reactive-element/decorators/custom-element.js:
@lit/reactive-element/decorators/property.js:
@lit/reactive-element/decorators/state.js:
@lit/reactive-element/decorators/event-options.js:
@lit/reactive-element/decorators/base.js:
@lit/reactive-element/decorators/query.js:
@lit/reactive-element/decorators/query-all.js:
@lit/reactive-element/decorators/query-async.js:
@lit/reactive-element/decorators/query-assigned-nodes.js:
lit-html/directive.js:
lit-html/directives/repeat.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/decorators/query-assigned-elements.js:
  (**
   * @license
   * Copyright 2021 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
/* Contains Lit (BSD-3-Clause, Google LLC) and Material Design Icons (Apache-2.0). */
