/* Mesh Broadcast 0.1.0, the dashboard. Built from frontend/, see docs/development.md. */
var M8=Object.defineProperty;var o8=Object.getOwnPropertyDescriptor;var x=(H,V,C,e)=>{for(var L=e>1?void 0:e?o8(V,C):V,r=H.length-1,t;r>=0;r--)(t=H[r])&&(L=(e?t(V,C,L):t(L))||L);return e&&L&&M8(V,C,L),L};var w5=globalThis,O5=w5.ShadowRoot&&(w5.ShadyCSS===void 0||w5.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,U3=Symbol(),o7=new WeakMap,K2=class{constructor(V,C,e){if(this._$cssResult$=!0,e!==U3)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=V,this.t=C}get styleSheet(){let V=this.o,C=this.t;if(O5&&V===void 0){let e=C!==void 0&&C.length===1;e&&(V=o7.get(C)),V===void 0&&((this.o=V=new CSSStyleSheet).replaceSync(this.cssText),e&&o7.set(C,V))}return V}toString(){return this.cssText}},a7=H=>new K2(typeof H=="string"?H:H+"",void 0,U3),R=(H,...V)=>{let C=H.length===1?H[0]:V.reduce((e,L,r)=>e+(t=>{if(t._$cssResult$===!0)return t.cssText;if(typeof t=="number")return t;throw Error("Value passed to 'css' function must be a 'css' function result: "+t+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(L)+H[r+1],H[0]);return new K2(C,H,U3)},n7=(H,V)=>{if(O5)H.adoptedStyleSheets=V.map(C=>C instanceof CSSStyleSheet?C:C.styleSheet);else for(let C of V){let e=document.createElement("style"),L=w5.litNonce;L!==void 0&&e.setAttribute("nonce",L),e.textContent=C.cssText,H.appendChild(e)}},G3=O5?H=>H:H=>H instanceof CSSStyleSheet?(V=>{let C="";for(let e of V.cssRules)C+=e.cssText;return a7(C)})(H):H;var{is:a8,defineProperty:n8,getOwnPropertyDescriptor:s8,getOwnPropertyNames:d8,getOwnPropertySymbols:A8,getPrototypeOf:p8}=Object,k5=globalThis,s7=k5.trustedTypes,l8=s7?s7.emptyScript:"",m8=k5.reactiveElementPolyfillSupport,j2=(H,V)=>H,X2={toAttribute(H,V){switch(V){case Boolean:H=H?l8:null;break;case Object:case Array:H=H==null?H:JSON.stringify(H)}return H},fromAttribute(H,V){let C=H;switch(V){case Boolean:C=H!==null;break;case Number:C=H===null?null:Number(H);break;case Object:case Array:try{C=JSON.parse(H)}catch{C=null}}return C}},_5=(H,V)=>!a8(H,V),d7={attribute:!0,type:String,converter:X2,reflect:!1,useDefault:!1,hasChanged:_5};Symbol.metadata??=Symbol("metadata"),k5.litPropertyMetadata??=new WeakMap;var N1=class extends HTMLElement{static addInitializer(V){this._$Ei(),(this.l??=[]).push(V)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(V,C=d7){if(C.state&&(C.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(V)&&((C=Object.create(C)).wrapped=!0),this.elementProperties.set(V,C),!C.noAccessor){let e=Symbol(),L=this.getPropertyDescriptor(V,e,C);L!==void 0&&n8(this.prototype,V,L)}}static getPropertyDescriptor(V,C,e){let{get:L,set:r}=s8(this.prototype,V)??{get(){return this[C]},set(t){this[C]=t}};return{get:L,set(t){let i=L?.call(this);r?.call(this,t),this.requestUpdate(V,i,e)},configurable:!0,enumerable:!0}}static getPropertyOptions(V){return this.elementProperties.get(V)??d7}static _$Ei(){if(this.hasOwnProperty(j2("elementProperties")))return;let V=p8(this);V.finalize(),V.l!==void 0&&(this.l=[...V.l]),this.elementProperties=new Map(V.elementProperties)}static finalize(){if(this.hasOwnProperty(j2("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(j2("properties"))){let C=this.properties,e=[...d8(C),...A8(C)];for(let L of e)this.createProperty(L,C[L])}let V=this[Symbol.metadata];if(V!==null){let C=litPropertyMetadata.get(V);if(C!==void 0)for(let[e,L]of C)this.elementProperties.set(e,L)}this._$Eh=new Map;for(let[C,e]of this.elementProperties){let L=this._$Eu(C,e);L!==void 0&&this._$Eh.set(L,C)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(V){let C=[];if(Array.isArray(V)){let e=new Set(V.flat(1/0).reverse());for(let L of e)C.unshift(G3(L))}else V!==void 0&&C.push(G3(V));return C}static _$Eu(V,C){let e=C.attribute;return e===!1?void 0:typeof e=="string"?e:typeof V=="string"?V.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(V=>this.enableUpdating=V),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(V=>V(this))}addController(V){(this._$EO??=new Set).add(V),this.renderRoot!==void 0&&this.isConnected&&V.hostConnected?.()}removeController(V){this._$EO?.delete(V)}_$E_(){let V=new Map,C=this.constructor.elementProperties;for(let e of C.keys())this.hasOwnProperty(e)&&(V.set(e,this[e]),delete this[e]);V.size>0&&(this._$Ep=V)}createRenderRoot(){let V=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return n7(V,this.constructor.elementStyles),V}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(V=>V.hostConnected?.())}enableUpdating(V){}disconnectedCallback(){this._$EO?.forEach(V=>V.hostDisconnected?.())}attributeChangedCallback(V,C,e){this._$AK(V,e)}_$ET(V,C){let e=this.constructor.elementProperties.get(V),L=this.constructor._$Eu(V,e);if(L!==void 0&&e.reflect===!0){let r=(e.converter?.toAttribute!==void 0?e.converter:X2).toAttribute(C,e.type);this._$Em=V,r==null?this.removeAttribute(L):this.setAttribute(L,r),this._$Em=null}}_$AK(V,C){let e=this.constructor,L=e._$Eh.get(V);if(L!==void 0&&this._$Em!==L){let r=e.getPropertyOptions(L),t=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:X2;this._$Em=L;let i=t.fromAttribute(C,r.type);this[L]=i??this._$Ej?.get(L)??i,this._$Em=null}}requestUpdate(V,C,e,L=!1,r){if(V!==void 0){let t=this.constructor;if(L===!1&&(r=this[V]),e??=t.getPropertyOptions(V),!((e.hasChanged??_5)(r,C)||e.useDefault&&e.reflect&&r===this._$Ej?.get(V)&&!this.hasAttribute(t._$Eu(V,e))))return;this.C(V,C,e)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(V,C,{useDefault:e,reflect:L,wrapped:r},t){e&&!(this._$Ej??=new Map).has(V)&&(this._$Ej.set(V,t??C??this[V]),r!==!0||t!==void 0)||(this._$AL.has(V)||(this.hasUpdated||e||(C=void 0),this._$AL.set(V,C)),L===!0&&this._$Em!==V&&(this._$Eq??=new Set).add(V))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(C){Promise.reject(C)}let V=this.scheduleUpdate();return V!=null&&await V,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[L,r]of this._$Ep)this[L]=r;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[L,r]of e){let{wrapped:t}=r,i=this[L];t!==!0||this._$AL.has(L)||i===void 0||this.C(L,void 0,r,i)}}let V=!1,C=this._$AL;try{V=this.shouldUpdate(C),V?(this.willUpdate(C),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(C)):this._$EM()}catch(e){throw V=!1,this._$EM(),e}V&&this._$AE(C)}willUpdate(V){}_$AE(V){this._$EO?.forEach(C=>C.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(V)),this.updated(V)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(V){return!0}update(V){this._$Eq&&=this._$Eq.forEach(C=>this._$ET(C,this[C])),this._$EM()}updated(V){}firstUpdated(V){}};N1.elementStyles=[],N1.shadowRootOptions={mode:"open"},N1[j2("elementProperties")]=new Map,N1[j2("finalized")]=new Map,m8?.({ReactiveElement:N1}),(k5.reactiveElementVersions??=[]).push("2.1.2");var Q3=globalThis,A7=H=>H,P5=Q3.trustedTypes,p7=P5?P5.createPolicy("lit-html",{createHTML:H=>H}):void 0,K3="$lit$",z1=`lit$${Math.random().toFixed(9).slice(2)}$`,j3="?"+z1,c8=`<${j3}>`,n2=document,J2=()=>n2.createComment(""),C5=H=>H===null||typeof H!="object"&&typeof H!="function",X3=Array.isArray,x7=H=>X3(H)||typeof H?.[Symbol.iterator]=="function",q3=`[ 	
\f\r]`,Y2=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,l7=/-->/g,m7=/>/g,o2=RegExp(`>|${q3}(?:([^\\s"'>=/]+)(${q3}*=${q3}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),c7=/'/g,v7=/"/g,h7=/^(?:script|style|textarea|title)$/i,Y3=H=>(V,...C)=>({_$litType$:H,strings:V,values:C}),A=Y3(1),k2=Y3(2),oL=Y3(3),d1=Symbol.for("lit-noChange"),v=Symbol.for("lit-nothing"),u7=new WeakMap,a2=n2.createTreeWalker(n2,129);function Z7(H,V){if(!X3(H)||!H.hasOwnProperty("raw"))throw Error("invalid template strings array");return p7!==void 0?p7.createHTML(V):V}var f7=(H,V)=>{let C=H.length-1,e=[],L,r=V===2?"<svg>":V===3?"<math>":"",t=Y2;for(let i=0;i<C;i++){let M=H[i],o,a,n=-1,d=0;for(;d<M.length&&(t.lastIndex=d,a=t.exec(M),a!==null);)d=t.lastIndex,t===Y2?a[1]==="!--"?t=l7:a[1]!==void 0?t=m7:a[2]!==void 0?(h7.test(a[2])&&(L=RegExp("</"+a[2],"g")),t=o2):a[3]!==void 0&&(t=o2):t===o2?a[0]===">"?(t=L??Y2,n=-1):a[1]===void 0?n=-2:(n=t.lastIndex-a[2].length,o=a[1],t=a[3]===void 0?o2:a[3]==='"'?v7:c7):t===v7||t===c7?t=o2:t===l7||t===m7?t=Y2:(t=o2,L=void 0);let s=t===o2&&H[i+1].startsWith("/>")?" ":"";r+=t===Y2?M+c8:n>=0?(e.push(o),M.slice(0,n)+K3+M.slice(n)+z1+s):M+z1+(n===-2?i:s)}return[Z7(H,r+(H[C]||"<?>")+(V===2?"</svg>":V===3?"</math>":"")),e]},H5=class H{constructor({strings:V,_$litType$:C},e){let L;this.parts=[];let r=0,t=0,i=V.length-1,M=this.parts,[o,a]=f7(V,C);if(this.el=H.createElement(o,e),a2.currentNode=this.el.content,C===2||C===3){let n=this.el.content.firstChild;n.replaceWith(...n.childNodes)}for(;(L=a2.nextNode())!==null&&M.length<i;){if(L.nodeType===1){if(L.hasAttributes())for(let n of L.getAttributeNames())if(n.endsWith(K3)){let d=a[t++],s=L.getAttribute(n).split(z1),u=/([.?@])?(.*)/.exec(d);M.push({type:1,index:r,name:u[2],strings:s,ctor:u[1]==="."?B5:u[1]==="?"?R5:u[1]==="@"?E5:d2}),L.removeAttribute(n)}else n.startsWith(z1)&&(M.push({type:6,index:r}),L.removeAttribute(n));if(h7.test(L.tagName)){let n=L.textContent.split(z1),d=n.length-1;if(d>0){L.textContent=P5?P5.emptyScript:"";for(let s=0;s<d;s++)L.append(n[s],J2()),a2.nextNode(),M.push({type:2,index:++r});L.append(n[d],J2())}}}else if(L.nodeType===8)if(L.data===j3)M.push({type:2,index:r});else{let n=-1;for(;(n=L.data.indexOf(z1,n+1))!==-1;)M.push({type:7,index:r}),n+=z1.length-1}r++}}static createElement(V,C){let e=n2.createElement("template");return e.innerHTML=V,e}};function s2(H,V,C=H,e){if(V===d1)return V;let L=e!==void 0?C._$Co?.[e]:C._$Cl,r=C5(V)?void 0:V._$litDirective$;return L?.constructor!==r&&(L?._$AO?.(!1),r===void 0?L=void 0:(L=new r(H),L._$AT(H,C,e)),e!==void 0?(C._$Co??=[])[e]=L:C._$Cl=L),L!==void 0&&(V=s2(H,L._$AS(H,V.values),L,e)),V}var T5=class{constructor(V,C){this._$AV=[],this._$AN=void 0,this._$AD=V,this._$AM=C}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(V){let{el:{content:C},parts:e}=this._$AD,L=(V?.creationScope??n2).importNode(C,!0);a2.currentNode=L;let r=a2.nextNode(),t=0,i=0,M=e[0];for(;M!==void 0;){if(t===M.index){let o;M.type===2?o=new O2(r,r.nextSibling,this,V):M.type===1?o=new M.ctor(r,M.name,M.strings,this,V):M.type===6&&(o=new F5(r,this,V)),this._$AV.push(o),M=e[++i]}t!==M?.index&&(r=a2.nextNode(),t++)}return a2.currentNode=n2,L}p(V){let C=0;for(let e of this._$AV)e!==void 0&&(e.strings!==void 0?(e._$AI(V,e,C),C+=e.strings.length-2):e._$AI(V[C])),C++}},O2=class H{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(V,C,e,L){this.type=2,this._$AH=v,this._$AN=void 0,this._$AA=V,this._$AB=C,this._$AM=e,this.options=L,this._$Cv=L?.isConnected??!0}get parentNode(){let V=this._$AA.parentNode,C=this._$AM;return C!==void 0&&V?.nodeType===11&&(V=C.parentNode),V}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(V,C=this){V=s2(this,V,C),C5(V)?V===v||V==null||V===""?(this._$AH!==v&&this._$AR(),this._$AH=v):V!==this._$AH&&V!==d1&&this._(V):V._$litType$!==void 0?this.$(V):V.nodeType!==void 0?this.T(V):x7(V)?this.k(V):this._(V)}O(V){return this._$AA.parentNode.insertBefore(V,this._$AB)}T(V){this._$AH!==V&&(this._$AR(),this._$AH=this.O(V))}_(V){this._$AH!==v&&C5(this._$AH)?this._$AA.nextSibling.data=V:this.T(n2.createTextNode(V)),this._$AH=V}$(V){let{values:C,_$litType$:e}=V,L=typeof e=="number"?this._$AC(V):(e.el===void 0&&(e.el=H5.createElement(Z7(e.h,e.h[0]),this.options)),e);if(this._$AH?._$AD===L)this._$AH.p(C);else{let r=new T5(L,this),t=r.u(this.options);r.p(C),this.T(t),this._$AH=r}}_$AC(V){let C=u7.get(V.strings);return C===void 0&&u7.set(V.strings,C=new H5(V)),C}k(V){X3(this._$AH)||(this._$AH=[],this._$AR());let C=this._$AH,e,L=0;for(let r of V)L===C.length?C.push(e=new H(this.O(J2()),this.O(J2()),this,this.options)):e=C[L],e._$AI(r),L++;L<C.length&&(this._$AR(e&&e._$AB.nextSibling,L),C.length=L)}_$AR(V=this._$AA.nextSibling,C){for(this._$AP?.(!1,!0,C);V!==this._$AB;){let e=A7(V).nextSibling;A7(V).remove(),V=e}}setConnected(V){this._$AM===void 0&&(this._$Cv=V,this._$AP?.(V))}},d2=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(V,C,e,L,r){this.type=1,this._$AH=v,this._$AN=void 0,this.element=V,this.name=C,this._$AM=L,this.options=r,e.length>2||e[0]!==""||e[1]!==""?(this._$AH=Array(e.length-1).fill(new String),this.strings=e):this._$AH=v}_$AI(V,C=this,e,L){let r=this.strings,t=!1;if(r===void 0)V=s2(this,V,C,0),t=!C5(V)||V!==this._$AH&&V!==d1,t&&(this._$AH=V);else{let i=V,M,o;for(V=r[0],M=0;M<r.length-1;M++)o=s2(this,i[e+M],C,M),o===d1&&(o=this._$AH[M]),t||=!C5(o)||o!==this._$AH[M],o===v?V=v:V!==v&&(V+=(o??"")+r[M+1]),this._$AH[M]=o}t&&!L&&this.j(V)}j(V){V===v?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,V??"")}},B5=class extends d2{constructor(){super(...arguments),this.type=3}j(V){this.element[this.name]=V===v?void 0:V}},R5=class extends d2{constructor(){super(...arguments),this.type=4}j(V){this.element.toggleAttribute(this.name,!!V&&V!==v)}},E5=class extends d2{constructor(V,C,e,L,r){super(V,C,e,L,r),this.type=5}_$AI(V,C=this){if((V=s2(this,V,C,0)??v)===d1)return;let e=this._$AH,L=V===v&&e!==v||V.capture!==e.capture||V.once!==e.once||V.passive!==e.passive,r=V!==v&&(e===v||L);L&&this.element.removeEventListener(this.name,this,e),r&&this.element.addEventListener(this.name,this,V),this._$AH=V}handleEvent(V){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,V):this._$AH.handleEvent(V)}},F5=class{constructor(V,C,e){this.element=V,this.type=6,this._$AN=void 0,this._$AM=C,this.options=e}get _$AU(){return this._$AM._$AU}_$AI(V){s2(this,V)}},S7={M:K3,P:z1,A:j3,C:1,L:f7,R:T5,D:x7,V:s2,I:O2,H:d2,N:R5,U:E5,B:B5,F:F5},v8=Q3.litHtmlPolyfillSupport;v8?.(H5,O2),(Q3.litHtmlVersions??=[]).push("3.3.3");var g7=(H,V,C)=>{let e=C?.renderBefore??V,L=e._$litPart$;if(L===void 0){let r=C?.renderBefore??null;e._$litPart$=L=new O2(V.insertBefore(J2(),r),r,void 0,C??{})}return L._$AI(H),L};var J3=globalThis,j1=class extends N1{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let V=super.createRenderRoot();return this.renderOptions.renderBefore??=V.firstChild,V}update(V){let C=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(V),this._$Do=g7(C,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return d1}};j1._$litElement$=!0,j1.finalized=!0,J3.litElementHydrateSupport?.({LitElement:j1});var u8=J3.litElementPolyfillSupport;u8?.({LitElement:j1});(J3.litElementVersions??=[]).push("4.2.2");var x8={attribute:!0,type:String,converter:X2,reflect:!1,hasChanged:_5},h8=(H=x8,V,C)=>{let{kind:e,metadata:L}=C,r=globalThis.litPropertyMetadata.get(L);if(r===void 0&&globalThis.litPropertyMetadata.set(L,r=new Map),e==="setter"&&((H=Object.create(H)).wrapped=!0),r.set(C.name,H),e==="accessor"){let{name:t}=C;return{set(i){let M=V.get.call(this);V.set.call(this,i),this.requestUpdate(t,M,H,!0,i)},init(i){return i!==void 0&&this.C(t,void 0,H,i),i}}}if(e==="setter"){let{name:t}=C;return function(i){let M=this[t];V.call(this,i),this.requestUpdate(t,M,H,!0,i)}}throw Error("Unsupported decorator location: "+e)};function O(H){return(V,C)=>typeof C=="object"?h8(H,V,C):((e,L,r)=>{let t=L.hasOwnProperty(r);return L.constructor.createProperty(r,e),t?Object.getOwnPropertyDescriptor(L,r):void 0})(H,V,C)}function b(H){return O({...H,state:!0,attribute:!1})}var A2=(H,V,C)=>(C.configurable=!0,C.enumerable=!0,Reflect.decorate&&typeof V!="object"&&Object.defineProperty(H,V,C),C);function I(H,V){return(C,e,L)=>{let r=t=>t.renderRoot?.querySelector(H)??null;if(V){let{get:t,set:i}=typeof e=="object"?C:L??(()=>{let M=Symbol();return{get(){return this[M]},set(o){this[M]=o}}})();return A2(C,e,{get(){let M=t.call(this);return M===void 0&&(M=r(this),(M!==null||this.hasUpdated)&&i.call(this,M)),M}})}return A2(C,e,{get(){return r(this)}})}}var $5=class H{constructor(V,C,e){this.days=new Map;let L=e?{timeZone:e}:{},r=C===void 0?{}:{hour12:C};this.clock=new Intl.DateTimeFormat(V,{hour:"numeric",minute:"2-digit",...r,...L}),this.shortWeekday=new Intl.DateTimeFormat(V,{weekday:"short",...L}),this.shortDate=new Intl.DateTimeFormat(V,{day:"numeric",month:"short",...L}),this.weekday=new Intl.DateTimeFormat(V,{weekday:"long",...L}),this.date=new Intl.DateTimeFormat(V,{day:"numeric",month:"long",year:"numeric",...L}),this.full=new Intl.DateTimeFormat(V,{dateStyle:"medium",timeStyle:"medium",...r,...L}),this.dayKeys=new Intl.DateTimeFormat("en-CA",{dateStyle:"short",...L}),this.numbers=new Intl.NumberFormat(V),this.ago=new Intl.RelativeTimeFormat(V,{numeric:"auto",style:"long"})}static of(V){let C=f8(V?.locale?.language??V?.language),e=V?.locale?.time_format,L=e==="12"?!0:e==="24"?!1:void 0,r=V?.locale?.time_zone==="server"?V.config?.time_zone:void 0,t=`${C}|${L}|${r}`,i=y7.get(t);return i||(i=new H(C,L,r),y7.set(t,i)),i}time(V){return this.clock.format(p2(V))}day(V,C){let e=p2(V);return this.dayKey(e)===this.dayKey(C)?H0(this.ago.format(0,"day")):this.dayKey(e)===this.dayKey(C-C0)?H0(this.ago.format(-1,"day")):C-e<6*C0&&e<C?H0(this.weekday.format(e)):this.date.format(e)}short(V,C){let e=p2(V);return this.dayKey(e)===this.dayKey(C)?this.time(e):C-e<6*C0&&e<C?this.shortWeekday.format(e):this.shortDate.format(e)}moment(V){return this.full.format(p2(V))}dayKey(V){let C=p2(V),e=Math.floor(C/9e5),L=this.days.get(e);return L===void 0&&(this.days.size>1e4&&this.days.clear(),L=this.dayKeys.format(C),this.days.set(e,L)),L}number(V){return this.numbers.format(V)}relative(V,C){let e=Math.round((V-C)/1e3),L=Math.abs(e);return L<60?this.ago.format(Math.min(0,e),"second"):L<3600?this.ago.format(Math.round(e/60),"minute"):L<86400?this.ago.format(Math.round(e/3600),"hour"):this.ago.format(Math.round(e/86400),"day")}},C0=864e5,Z8=864e13;function p2(H){return Number.isFinite(H)?Math.min(Math.max(H,0),Z8):0}var y7=new Map;function H0(H){return H.charAt(0).toLocaleUpperCase()+H.slice(1)}function f8(H){try{return Intl.getCanonicalLocales(H??"en")[0]??"en"}catch{return"en"}}var b7={"common.try_again":"Noch einmal versuchen","common.close":"Schließen","card.chat_name":"Mesh-Chat","card.chat_description":"Lesen und schreiben, was im Mesh gesagt wird: im öffentlichen Kanal und mit jedem Teilnehmer.","card.bad_conversation":"„conversation“ muss „all“, „public“ oder der Fingerabdruck eines Teilnehmers mit 64 hexadezimalen Ziffern sein.","card.bad_height":"„height“ muss eine Anzahl Pixel sein, mindestens {n}.","panel.title":"Mesh Broadcast","panel.menu":"Seitenleiste","panel.chat":"Chat","panel.map":"Karte","panel.activity":"Aktivität","strategy.name":"Mesh Broadcast","strategy.description":"Chat, Karte und Aktivität des Mesh und der Zustand deines Knotens.","strategy.status":"Zustand","strategy.node":"Dieser Knoten","strategy.peer":"Teilnehmer","editor.title":"Titel","editor.conversation":"Unterhaltung","editor.conversation_all":"Alle Unterhaltungen","editor.conversation_public":"Nur der öffentliche Kanal","editor.conversation_help":"Alle, der öffentliche Kanal oder der Fingerabdruck eines Teilnehmers.","editor.read_only":"Nur lesen","editor.show_signal":"Sprünge und Signal immer zeigen","editor.mark_read":"Nachrichten als gelesen markieren","editor.mark_read_help":"Schalte das auf einem Bildschirm ab, der immer an ist, damit Nachrichten ungelesen bleiben, bis jemand anderswo nachsieht.","editor.height":"Höhe","editor.height_help":"In Ansichten mit Abschnitten entscheidet stattdessen das Layout.","state.loading":"Verbindung zum Mesh wird hergestellt …","state.offline":"Keine Verbindung zu Home Assistant.","state.offline_hint":"Sie kommt von selbst zurück; was du getippt hast, bleibt erhalten.","state.not_loaded":"Der Mesh-Knoten läuft nicht.","state.not_loaded_admin":"Vielleicht startet er gerade. Wenn das so bleibt, sieh in den Einstellungen bei Mesh Broadcast nach: einrichten, aktivieren oder neu laden.","state.not_loaded_user":"Vielleicht startet er gerade. Wenn das so bleibt, frage die Person, die sich um dieses Home Assistant kümmert.","state.open_settings":"Einstellungen öffnen","state.not_allowed":"Du darfst das Mesh nicht sehen.","state.not_allowed_hint":"Wer dieses Home Assistant verwaltet, kann es erlauben.","state.failed":"Der Mesh-Knoten hat etwas geantwortet, das hier keinen Sinn ergibt.","state.not_running":"Der Knoten ist nicht auf Sendung.","state.not_running_hint":"Prüfe, ob ein Bluetooth-Adapter oder -Proxy da ist. Du kannst lesen, aber nicht senden.","error.offline":"Keine Verbindung zu Home Assistant. Versuche es noch einmal, wenn sie wieder da ist.","error.not_loaded":"Der Mesh-Knoten läuft nicht. Versuche es gleich noch einmal.","error.not_allowed":"Das darfst du nicht. Private Nachrichten kann dir die Verwaltung in den Optionen von Mesh Broadcast erlauben.","error.not_running":"Der Knoten ist nicht auf Sendung: Prüfe, ob ein Bluetooth-Adapter oder -Proxy da ist, und versuche es noch einmal.","error.peer_unknown":"Der Knoten kennt diesen Teilnehmer nicht mehr. Warte, bis er wieder in Reichweite ist.","error.peer_blocked":"Dieser Teilnehmer ist blockiert. Hebe die Blockierung auf, um zu schreiben.","error.message_unknown":"Diese Nachricht wurde inzwischen gelöscht.","error.message_not_failed":"Diese Nachricht ist unterwegs: Sie braucht keinen zweiten Versuch.","error.unknown":"Das hat nicht geklappt. Versuche es noch einmal; im Protokoll von Home Assistant steht vielleicht mehr.","chat.private":"Ende-zu-Ende-verschlüsselt","chat.back":"Unterhaltungen","chat.search":"In dieser Unterhaltung suchen","chat.keys":"Pfeiltasten gehen von Nachricht zu Nachricht, Eingabe zu dem, was man damit tun kann, Escape zum Textfeld.","conversations.label":"Unterhaltungen","conversations.public":"Öffentlicher Kanal","conversations.in_reach":"In Reichweite","conversations.find":"Jemanden finden","conversations.none":"Niemand mit diesem Namen ist bekannt.","conversations.others":"Andere","conversations.people_one":"{n} Person in Reichweite","conversations.people_other":"{n} Personen in Reichweite","conversations.unread_one":"{n} ungelesene Nachricht","conversations.unread_other":"{n} ungelesene Nachrichten","thread.label":"Nachrichten","thread.loading":"Nachrichten werden geladen …","thread.failed":"Die Nachrichten konnten nicht geladen werden.","thread.loading_older":"Ältere Nachrichten werden geladen …","thread.load_older":"Ältere Nachrichten laden","thread.beginning":"Davor wurde nichts gesagt.","thread.pruned":"Ältere Nachrichten wurden gelöscht.","thread.pruned_days_one":"Ältere Nachrichten wurden gelöscht: Sie werden {n} Tag aufbewahrt.","thread.pruned_days_other":"Ältere Nachrichten wurden gelöscht: Sie werden {n} Tage aufbewahrt.","thread.empty_public":"Noch hat niemand etwas gesagt.","thread.empty_public_hint":"Sag Hallo: Alle in Reichweite des Mesh werden es lesen.","thread.empty_read_only":"Was im öffentlichen Kanal gesagt wird, erscheint hier.","thread.empty_private":"Mit {name} wurde noch nichts gesprochen.","thread.empty_private_hint":"Nur ihr beide könnt lesen, was hier geschrieben wird.","thread.unread_marker":"Neue Nachrichten","thread.new_messages_one":"{n} neue Nachricht","thread.new_messages_other":"{n} neue Nachrichten","thread.to_end":"Zur neuesten Nachricht","message.you":"Du","message.by_verified":"{name}, überprüft","message.actions":"Was man mit dieser Nachricht tun kann","message.reply":"Antworten","message.mention":"Erwähnen","message.copy":"Text kopieren","message.copied":"Kopiert.","message.copy_failed":"Der Browser lässt diese Seite nicht kopieren. Markiere stattdessen den Text.","message.details":"Einzelheiten","message.resend":"Noch einmal senden","message.retry":"Noch einmal versuchen","message.edit":"Bearbeiten","message.discard":"Verwerfen","message.show_all":"Alles zeigen","status.sending":"Wird gesendet","status.refused":"Nicht gesendet","status.queued":"Wartet, bis die andere Seite in Reichweite ist","status.sent":"Gesendet","status.relayed":"Von anderen weitergegeben","status.heard_by_one":"Von mindestens {n} Teilnehmer gehört","status.heard_by_other":"Von mindestens {n} Teilnehmern gehört","status.delivered":"Zugestellt","status.read":"Gelesen","status.expired":"Nicht bestätigt","status.failed":"Nicht zugestellt","failure.expired":"Nicht zugestellt: Die andere Seite war nicht rechtzeitig in Reichweite.","failure.outbox_full":"Nicht zugestellt: Es warteten zu viele Nachrichten.","failure.not_confirmed":"Nicht bestätigt: Sie kann angekommen sein, aber niemand hat es gesagt.","failure.identity_changed":"Nicht zugestellt: Unter diesem Namen antwortet jetzt jemand anderes. Vergleicht die Fingerabdrücke, bevor du wieder schreibst.","failure.wiped":"Nicht zugestellt: Der Knoten hat inzwischen alles vergessen.","failure.unknown":"Nicht zugestellt.","hops.direct":"Nachbar",hops_one:"{n} Sprung",hops_other:"{n} Sprünge","signal.dbm":"{value} dBm","trust.verified":"Überprüft","trust.seen_long":"Gesehen: Die Nachrichten sind signiert, aber der Schlüssel ist uns neu.","trust.pinned_long":"Bekannt: derselbe Schlüssel wie beim ersten Treffen.","trust.proven_long":"Bewiesen: Eine verschlüsselte Sitzung hat den Schlüssel bewiesen.","trust.verified_long":"Überprüft: Du hast die Fingerabdrücke verglichen.","peer.unknown":"Nicht mehr bekannt","peer.blocked":"Blockiert","peer.in_reach":"In Reichweite","peer.absent":"Nicht in Reichweite","peer.last_seen":"Zuletzt gesehen: {when}","composer.placeholder_public":"Nachricht an alle in Reichweite","composer.placeholder_private":"Private Nachricht an {name}","composer.send":"Senden","composer.empty":"Schreibe zuerst etwas","composer.bytes":"{n} von {limit} Bytes","composer.parts_one":"geht als {n} Nachricht hinaus","composer.parts_other":"geht als {n} Nachrichten hinaus","composer.too_long_one":"{n} Byte zu lang","composer.too_long_other":"{n} Bytes zu lang","composer.cancel_reply":"Nicht auf diese Nachricht antworten","composer.names_label":"Personen","composer.names_one":"{n} Person passt. Eingabe übernimmt die gewählte.","composer.names_other":"{n} Personen passen. Pfeiltasten wählen, Eingabe übernimmt die gewählte.","composer.absent":"{name} ist nicht in Reichweite. Die Nachricht wartet und geht hinaus, sobald sich das ändert.","composer.nobody":"Gerade ist niemand in Reichweite. Wer später kommt, holt nach, was fehlt.","composer.blocked":"{name} ist blockiert. Hebe die Blockierung auf, um zu schreiben.","search.placeholder":"Nachrichten suchen","search.close":"Suche schließen","search.title":"Diese Unterhaltung durchsuchen","search.hint":"Tippe ein Wort oder einen Teil davon.","search.none":"Nichts gefunden.","search.none_hint":"Versuche es mit weniger Buchstaben oder in einer anderen Unterhaltung.","search.found_one":"{n} Nachricht gefunden","search.found_other":"{n} Nachrichten gefunden","search.failed":"Die Suche hat nicht geklappt.","search.gone":"Diese Nachricht wurde inzwischen gelöscht.","details.title":"Zur Nachricht","details.from":"Von","details.trust":"Vertrauen","details.delivery":"Zustellung","details.reason":"Grund","details.heard_by":"Reichweite","details.sent":"Gesendet","details.received":"Empfangen","details.way":"Entfernung","details.via":"Gekommen über","details.fingerprint":"Fingerabdruck","details.message_id":"Nachrichten-ID","common.cancel":"Abbrechen","card.map_name":"Mesh-Karte","card.map_description":"Wer erreichbar ist, wie alle verbunden sind, und Nachrichten unterwegs.","editor.table":"Als Tabelle zeigen","map.label":"Karte des Meshs","map.keys":"Pfeiltasten gehen von Teilnehmer zu Teilnehmer, Enter öffnet einen. Plus und Minus zoomen, 0 zeigt alle, Umschalt mit Pfeiltasten verschiebt die Karte.","map.us":"{name}, dieser Knoten","map.zoom_in":"Vergrößern","map.zoom_out":"Verkleinern","map.fit":"Alle zeigen","map.show_table":"Tabelle zeigen","map.show_map":"Karte zeigen","map.alone":"Noch ist niemand erreichbar","map.alone_hint":"Öffne die App bitchat auf einem Telefon in der Nähe, oder warte: Wer in Bluetooth-Reichweite kommt, erscheint hier von selbst.","map.details":"Teilnehmer","map.column_peer":"Teilnehmer","map.legend_central":"von uns angewählt","map.legend_peripheral":"hat uns angewählt","map.legend_announced":"zwischen anderen","map.came":"Jetzt erreichbar: {names}.","map.went":"Nicht mehr erreichbar: {names}.","map.write":"Schreiben","map.ping":"Ping","map.verify":"Überprüfen","map.unverify":"Überprüfung zurücknehmen","map.block":"Blockieren","map.unblock":"Freigeben","map.device":"Geräteseite","map.no_chat":"Auf dieser Seite gibt es keinen Chat. Füge die Chat-Karte hinzu oder schalte in den Optionen die Seitenleiste ein.","map.distance":"Entfernung","map.last_seen":"Zuletzt gesehen","map.route":"Über","map.link":"Verbindung","map.role_central":"von uns angewählt","map.role_peripheral":"hat uns angewählt","map.signal":"Signal","map.signal_range":"Signal von {low} bis {high}","map.copy_fingerprint":"Fingerabdruck kopieren","map.verify_title":"Ist das {name}?","map.verify_text":"Vergleiche diesen Fingerabdruck Zeichen für Zeichen mit dem auf dem Bildschirm des anderen, nebeneinander oder am Telefon. Nur wenn beide gleich sind, ist niemand dazwischen.","map.verify_yes":"Sie sind gleich","map.block_title":"{name} blockieren?","map.block_text":"Nichts von ihm wird mehr gezeigt. Seine Nachrichten werden weiterhin für andere weitergegeben.","map.no_answer":"Keine Antwort. Vielleicht außer Reichweite, oder die App antwortet nicht auf Pings.","map.answered":"Antwort in {time} ms","map.answered_hops_one":"Antwort in {time} ms über {n} Sprung","map.answered_hops_other":"Antwort in {time} ms über {n} Sprünge","map.done_verify_peer":"Überprüft.","map.done_unverify_peer":"Nicht mehr überprüft.","map.done_block_peer":"Blockiert.","map.done_unblock_peer":"Nicht mehr blockiert.","card.activity_name":"Mesh-Aktivität","card.activity_description":"Was dein Knoten tut, während es geschieht: Nachrichten, Personen, Verbindungen, Weitergegebenes und Probleme.","activity.label":"Aktivität des Knotens","activity.keys":"Pfeiltasten gehen von Zeile zu Zeile, Enter öffnet die Unterhaltung. P hält an, Schrägstrich sucht, 1 bis 6 wählen, was gezeigt wird.","activity.search":"Aktivität durchsuchen","activity.search_clear":"Suche leeren","activity.pause":"Anhalten","activity.resume":"Weiter","activity.resume_new_one":"{n} neu – weiter","activity.resume_new_other":"{n} neu – weiter","activity.clear":"Ansicht leeren","activity.copy":"Gezeigtes kopieren","activity.shown_one":"{n} Zeile","activity.shown_other":"{n} Zeilen","activity.groups":"Was gezeigt wird","activity.group_messages":"Nachrichten","activity.group_people":"Personen","activity.group_links":"Verbindungen","activity.group_passing":"Weitergabe","activity.group_trouble":"Probleme","activity.group_node":"Knoten","activity.empty":"Noch ist nichts geschehen","activity.empty_hint":"Was der Knoten tut, erscheint hier: wer kommt und geht, was gesagt wird, was er weitergibt.","activity.none":"Nichts passt","activity.none_hint":"Nichts, was hier aufbewahrt ist, passt zur Suche und zu deiner Auswahl.","activity.show_all":"Alles zeigen","activity.cleared":"Geleert","activity.cleared_hint":"Was ab jetzt geschieht, erscheint hier.","activity.show_again":"Früheres wieder zeigen","activity.news_one":"{n} neue Zeile Aktivität","activity.news_other":"{n} neue Zeilen Aktivität","activity.open_public":"Öffentlichen Kanal öffnen","activity.open_private":"Unterhaltung mit {name} öffnen","activity.gap_one":"Hier fehlt {n} Ereignis: Es geschah zu viel auf einmal.","activity.gap_other":"Hier fehlen {n} Ereignisse: Es geschah zu viel auf einmal.","activity.gap_some":"Hier fehlen vielleicht Ereignisse.","activity.times":"{n}-mal","activity.somebody":"Jemand","activity.said":"{name} hat allen gesagt","activity.we_said":"Dieser Knoten hat allen gesagt","activity.private_received_one":"{name} hat eine private Nachricht gesendet","activity.private_received_other":"{name} hat {n} private Nachrichten gesendet","activity.private_sent_one":"Dieser Knoten hat {name} eine private Nachricht geschrieben","activity.private_sent_other":"Dieser Knoten hat {name} {n} private Nachrichten geschrieben","activity.public_sent":"Eine Nachricht an alle ging hinaus","activity.public_relayed":"Eine Nachricht an alle wurde von anderen weitergegeben","activity.private_queued":"Eine Nachricht wartet, bis {name} in Reichweite ist","activity.private_went_out":"Eine Nachricht an {name} ging hinaus","activity.private_relayed":"Eine Nachricht an {name} wurde von anderen weitergegeben","activity.private_delivered":"Eine Nachricht an {name} wurde zugestellt","activity.private_read":"{name} hat eine Nachricht gelesen","activity.private_failed":"Eine Nachricht an {name} kam nicht durch","activity.private_unconfirmed":"Eine Nachricht an {name} wurde nicht bestätigt","activity.relayed_one":"{n} Paket für andere weitergegeben","activity.relayed_other":"{n} Pakete für andere weitergegeben","activity.sync_one":"{n} frühere Nachricht von einem Nachbarn geholt","activity.sync_other":"{n} frühere Nachrichten von einem Nachbarn geholt","activity.dropped_one":"{n} Paket verworfen","activity.dropped_other":"{n} Pakete verworfen","activity.drop_unreadable":"unverständlich","activity.drop_forged":"nicht signiert, oder nicht vom angegebenen Absender","activity.drop_flood":"zu viel auf einmal von einer Stelle","activity.drop_busy":"mehr, als der Funk tragen kann","activity.drop_undecryptable":"nicht zu entschlüsseln","activity.drop_blocked":"von jemandem, der blockiert ist","activity.drop_not_accepted":"private Nachrichten von diesem Teilnehmer werden nicht angenommen","activity.drop_other":"ein anderer Grund","activity.peer_appeared":"{name} ist jetzt in Reichweite","activity.peer_left":"{name} ist nicht mehr in Reichweite","activity.link_up":"Die Verbindung mit {name} steht","activity.link_up_central":"{name} angewählt: Die Verbindung steht","activity.link_up_peripheral":"{name} hat diesen Knoten angewählt: Die Verbindung steht","activity.link_down":"Die Verbindung mit {name} ist zu Ende","activity.session":"Eine verschlüsselte Sitzung mit {name} hat begonnen","activity.trust_blocked":"{name} ist blockiert","activity.trust_verified":"{name} ist überprüft","activity.trust_proven":"{name} hat den Schlüssel in einer verschlüsselten Sitzung bewiesen","activity.trust_known":"{name} ist bekannt, aber nicht überprüft","activity.node_started":"Der Knoten {name} ist gestartet","activity.node_on_air":"Der Knoten ist auf Sendung","activity.node_off_air":"Der Knoten ist nicht auf Sendung","activity.node_nickname":"Der Knoten heißt jetzt {name}","activity.node_other":"Am Knoten hat sich etwas geändert","activity.other":"Etwas ist geschehen, das diese Version des Dashboards nicht kennt"};var V0={"common.try_again":"Try again","common.close":"Close","card.chat_name":"Mesh chat","card.chat_description":"Read and write what is said on the mesh: the public channel, and each peer.","card.bad_conversation":"“conversation” has to be “all”, “public” or a peer's fingerprint of 64 hexadecimal digits.","card.bad_height":"“height” has to be a number of pixels, at least {n}.","panel.title":"Mesh Broadcast","panel.menu":"Sidebar","panel.chat":"Chat","panel.map":"Map","panel.activity":"Activity","strategy.name":"Mesh Broadcast","strategy.description":"Chat, map and activity of the mesh, and the state of your node.","strategy.status":"Status","strategy.node":"This node","strategy.peer":"Peer","editor.title":"Title","editor.conversation":"Conversation","editor.conversation_all":"All conversations","editor.conversation_public":"Public channel only","editor.conversation_help":"All, the public channel, or a peer's fingerprint.","editor.read_only":"Read only","editor.show_signal":"Always show hops and signal","editor.mark_read":"Mark messages as read","editor.mark_read_help":"Turn this off on a screen that is always on, so that messages stay unread until somebody looks elsewhere.","editor.height":"Height","editor.height_help":"In views with sections the layout decides instead.","state.loading":"Connecting to the mesh…","state.offline":"No connection to Home Assistant.","state.offline_hint":"It will come back by itself; what you have typed is kept.","state.not_loaded":"The mesh node is not running.","state.not_loaded_admin":"It may be starting. If this stays, look at Mesh Broadcast in the settings: set it up, enable or reload it.","state.not_loaded_user":"It may be starting. If this stays, ask whoever looks after this Home Assistant.","state.open_settings":"Open settings","state.not_allowed":"You may not see the mesh.","state.not_allowed_hint":"An administrator of this Home Assistant can allow it.","state.failed":"The mesh node gave an answer that makes no sense here.","state.not_running":"The node is not on the air.","state.not_running_hint":"Check that a Bluetooth adapter or proxy is there. You can read, but not send.","error.offline":"No connection to Home Assistant. Try again when it is back.","error.not_loaded":"The mesh node is not running. Try again in a moment.","error.not_allowed":"You may not do this. An administrator can allow private messages for you in the options of Mesh Broadcast.","error.not_running":"The node is not on the air: check that a Bluetooth adapter or proxy is there, then try again.","error.peer_unknown":"The node does not know this peer any more. Wait until it is in reach again.","error.peer_blocked":"This peer is blocked. Unblock it to write.","error.message_unknown":"This message has been deleted meanwhile.","error.message_not_failed":"This message is on its way: it needs no second try.","error.unknown":"That did not work. Try again; the log of Home Assistant may say more.","chat.private":"Encrypted from end to end","chat.back":"Conversations","chat.search":"Search in this conversation","chat.keys":"Arrow keys move between messages, Enter goes to what can be done with one, Escape to the text field.","conversations.label":"Conversations","conversations.public":"Public channel","conversations.in_reach":"In reach","conversations.find":"Find a person","conversations.none":"Nobody of this name is known.","conversations.others":"Others","conversations.people_one":"{n} person in reach","conversations.people_other":"{n} people in reach","conversations.unread_one":"{n} unread message","conversations.unread_other":"{n} unread messages","thread.label":"Messages","thread.loading":"Loading messages…","thread.failed":"The messages could not be loaded.","thread.loading_older":"Loading older messages…","thread.load_older":"Load older messages","thread.beginning":"Nothing was said before this.","thread.pruned":"Older messages have been deleted.","thread.pruned_days_one":"Older messages have been deleted: they are kept for {n} day.","thread.pruned_days_other":"Older messages have been deleted: they are kept for {n} days.","thread.empty_public":"Nobody has said anything yet.","thread.empty_public_hint":"Say hello: everybody in reach of the mesh will read it.","thread.empty_read_only":"What is said on the public channel will appear here.","thread.empty_private":"Nothing said with {name} yet.","thread.empty_private_hint":"Only the two of you can read what is written here.","thread.unread_marker":"New messages","thread.new_messages_one":"{n} new message","thread.new_messages_other":"{n} new messages","thread.to_end":"To the newest message","message.you":"You","message.by_verified":"{name}, verified","message.actions":"What to do with this message","message.reply":"Reply","message.mention":"Mention","message.copy":"Copy text","message.copied":"Copied.","message.copy_failed":"The browser does not let this page copy. Select the text instead.","message.details":"Details","message.resend":"Send again","message.retry":"Try again","message.edit":"Edit","message.discard":"Discard","message.show_all":"Show all","status.sending":"Sending","status.refused":"Not sent","status.queued":"Waiting for the other one to be in reach","status.sent":"Sent","status.relayed":"Passed on by others","status.heard_by_one":"Heard by at least {n} peer","status.heard_by_other":"Heard by at least {n} peers","status.delivered":"Delivered","status.read":"Read","status.expired":"Not confirmed","status.failed":"Not delivered","failure.expired":"Not delivered: the other one was not in reach in time.","failure.outbox_full":"Not delivered: too many messages were waiting.","failure.not_confirmed":"Not confirmed: it may have arrived, but nobody said so.","failure.identity_changed":"Not delivered: somebody else answers under this name now. Compare fingerprints before you write again.","failure.wiped":"Not delivered: the node forgot everything meanwhile.","failure.unknown":"Not delivered.","hops.direct":"Neighbor",hops_one:"{n} hop",hops_other:"{n} hops","signal.dbm":"{value} dBm","trust.verified":"Verified","trust.seen_long":"Seen: the messages are signed, but the key is new to us.","trust.pinned_long":"Known: the same key as at the first meeting.","trust.proven_long":"Proven: an encrypted session has proved the key.","trust.verified_long":"Verified: you have compared fingerprints.","peer.unknown":"Not known any more","peer.blocked":"Blocked","peer.in_reach":"In reach","peer.absent":"Not in reach","peer.last_seen":"Last seen {when}","composer.placeholder_public":"Message to everybody in reach","composer.placeholder_private":"Private message to {name}","composer.send":"Send","composer.empty":"Write something first","composer.bytes":"{n} of {limit} bytes","composer.parts_one":"sent as {n} message","composer.parts_other":"sent as {n} messages","composer.too_long_one":"{n} byte too long","composer.too_long_other":"{n} bytes too long","composer.cancel_reply":"Do not reply to this message","composer.names_label":"People","composer.names_one":"{n} person fits. Enter takes the chosen one.","composer.names_other":"{n} people fit. Arrow keys choose, Enter takes the chosen one.","composer.absent":"{name} is not in reach. The message waits and is sent when they come back.","composer.nobody":"Nobody is in reach now. Those who come later fetch what they missed.","composer.blocked":"{name} is blocked. Unblock them to write.","search.placeholder":"Search messages","search.close":"Close search","search.title":"Search this conversation","search.hint":"Type a word or a part of one.","search.none":"Nothing found.","search.none_hint":"Try fewer letters, or another conversation.","search.found_one":"{n} message found","search.found_other":"{n} messages found","search.failed":"The search did not work.","search.gone":"This message has been deleted meanwhile.","details.title":"Message details","details.from":"From","details.trust":"Trust","details.delivery":"Delivery","details.reason":"Reason","details.heard_by":"Reach","details.sent":"Sent","details.received":"Received","details.way":"Distance","details.via":"Came by way of","details.fingerprint":"Fingerprint","details.message_id":"Message ID","common.cancel":"Cancel","card.map_name":"Mesh map","card.map_description":"Who is in reach, how they are linked, and messages on their way.","editor.table":"Show as a table","map.label":"Map of the mesh","map.keys":"Arrow keys go from peer to peer, Enter opens one. Plus and minus zoom, 0 shows everybody, Shift with arrow keys moves the map.","map.us":"{name}, this node","map.zoom_in":"Zoom in","map.zoom_out":"Zoom out","map.fit":"Show everybody","map.show_table":"Show a table","map.show_map":"Show the map","map.alone":"Nobody is in reach yet","map.alone_hint":"Open the bitchat app on a phone nearby, or wait: whoever comes in range of Bluetooth appears here by itself.","map.details":"Peer","map.column_peer":"Peer","map.legend_central":"we dialed","map.legend_peripheral":"dialed us","map.legend_announced":"between others","map.came":"Now in reach: {names}.","map.went":"No longer in reach: {names}.","map.write":"Write","map.ping":"Ping","map.verify":"Verify","map.unverify":"Take back verification","map.block":"Block","map.unblock":"Unblock","map.device":"Device page","map.no_chat":"There is no chat on this page. Add the chat card, or turn on the sidebar panel in the options.","map.distance":"Distance","map.last_seen":"Last seen","map.route":"By way of","map.link":"Link","map.role_central":"we dialed it","map.role_peripheral":"it dialed us","map.signal":"Signal","map.signal_range":"Signal from {low} to {high}","map.copy_fingerprint":"Copy fingerprint","map.verify_title":"Is this {name}?","map.verify_text":"Compare this fingerprint with the one on the other one's screen, digit by digit, side by side or by voice. Only if they are the same is nobody in between.","map.verify_yes":"They are the same","map.block_title":"Block {name}?","map.block_text":"Nothing it says is shown any more. Its messages are still passed on to others.","map.no_answer":"No answer. It may be out of reach, or its app does not answer pings.","map.answered":"Answered in {time} ms","map.answered_hops_one":"Answered in {time} ms over {n} hop","map.answered_hops_other":"Answered in {time} ms over {n} hops","map.done_verify_peer":"Verified.","map.done_unverify_peer":"No longer verified.","map.done_block_peer":"Blocked.","map.done_unblock_peer":"No longer blocked.","card.activity_name":"Mesh activity","card.activity_description":"What your node does, as it happens: messages, people, links, what it passes on, and trouble.","activity.label":"Activity of the node","activity.keys":"Arrow keys go from line to line, Enter opens the conversation. P pauses, slash searches, 1 to 6 choose what is shown.","activity.search":"Search activity","activity.search_clear":"Clear search","activity.pause":"Pause","activity.resume":"Resume","activity.resume_new_one":"{n} new – resume","activity.resume_new_other":"{n} new – resume","activity.clear":"Clear the view","activity.copy":"Copy what is shown","activity.shown_one":"{n} line","activity.shown_other":"{n} lines","activity.groups":"What is shown","activity.group_messages":"Messages","activity.group_people":"People","activity.group_links":"Links","activity.group_passing":"Passing on","activity.group_trouble":"Trouble","activity.group_node":"Node","activity.empty":"Nothing has happened yet","activity.empty_hint":"Whatever the node does appears here: who comes and goes, what is said, what it passes on.","activity.none":"Nothing fits","activity.none_hint":"Nothing that is kept here fits the search and what you have chosen.","activity.show_all":"Show everything","activity.cleared":"Cleared","activity.cleared_hint":"What happens from now on appears here.","activity.show_again":"Show the former again","activity.news_one":"{n} new line of activity","activity.news_other":"{n} new lines of activity","activity.open_public":"Open the public channel","activity.open_private":"Open the conversation with {name}","activity.gap_one":"{n} event is missing here: too much happened at once.","activity.gap_other":"{n} events are missing here: too much happened at once.","activity.gap_some":"Some events may be missing here.","activity.times":"{n} times","activity.somebody":"Somebody","activity.said":"{name} said to everybody","activity.we_said":"This node said to everybody","activity.private_received_one":"{name} sent a private message","activity.private_received_other":"{name} sent {n} private messages","activity.private_sent_one":"This node wrote {name} a private message","activity.private_sent_other":"This node wrote {name} {n} private messages","activity.public_sent":"A message to everybody went out","activity.public_relayed":"A message to everybody was passed on by others","activity.private_queued":"A message waits until {name} is in reach","activity.private_went_out":"A message to {name} went out","activity.private_relayed":"A message to {name} was passed on by others","activity.private_delivered":"A message to {name} was delivered","activity.private_read":"{name} has read a message","activity.private_failed":"A message to {name} did not get through","activity.private_unconfirmed":"Nobody has confirmed a message to {name}","activity.relayed_one":"Passed on {n} packet for others","activity.relayed_other":"Passed on {n} packets for others","activity.sync_one":"Fetched {n} earlier message from a neighbor","activity.sync_other":"Fetched {n} earlier messages from a neighbor","activity.dropped_one":"Dropped {n} packet","activity.dropped_other":"Dropped {n} packets","activity.drop_unreadable":"it made no sense","activity.drop_forged":"it was not signed, or not by whom it claimed","activity.drop_flood":"too much at once from one place","activity.drop_busy":"more than the radio can carry","activity.drop_undecryptable":"it could not be decrypted","activity.drop_blocked":"it came from somebody who is blocked","activity.drop_not_accepted":"private messages of this peer are not accepted","activity.drop_other":"another reason","activity.peer_appeared":"{name} came into reach","activity.peer_left":"{name} is no longer in reach","activity.link_up":"A link with {name} is up","activity.link_up_central":"Dialed {name}: a link is up","activity.link_up_peripheral":"{name} dialed this node: a link is up","activity.link_down":"The link with {name} has ended","activity.session":"An encrypted session with {name} has begun","activity.trust_blocked":"{name} is blocked","activity.trust_verified":"{name} is verified","activity.trust_proven":"{name} has proved its key in an encrypted session","activity.trust_known":"{name} is known, but not verified","activity.node_started":"The node {name} has started","activity.node_on_air":"The node is on the air","activity.node_off_air":"The node is off the air","activity.node_nickname":"The node is now called {name}","activity.node_other":"Something changed at the node","activity.other":"Something happened that this version of the dashboard does not know"};var w7={"common.try_again":"Intentar de nuevo","common.close":"Cerrar","card.chat_name":"Chat de la malla","card.chat_description":"Leer y escribir lo que se dice en la red de malla: en el canal público y con cada participante.","card.bad_conversation":"«conversation» tiene que ser «all», «public» o la huella de un participante, de 64 cifras hexadecimales.","card.bad_height":"«height» tiene que ser un número de píxeles, al menos {n}.","panel.title":"Mesh Broadcast","panel.menu":"Barra lateral","panel.chat":"Chat","panel.map":"Mapa","panel.activity":"Actividad","strategy.name":"Mesh Broadcast","strategy.description":"Chat, mapa y actividad de la malla, y el estado de tu nodo.","strategy.status":"Estado","strategy.node":"Este nodo","strategy.peer":"Participante","editor.title":"Título","editor.conversation":"Conversación","editor.conversation_all":"Todas las conversaciones","editor.conversation_public":"Solo el canal público","editor.conversation_help":"Todas, el canal público o la huella de un participante.","editor.read_only":"Solo lectura","editor.show_signal":"Mostrar siempre saltos y señal","editor.mark_read":"Marcar los mensajes como leídos","editor.mark_read_help":"Desactívalo en una pantalla que está siempre encendida, para que los mensajes sigan sin leer hasta que alguien los vea en otro sitio.","editor.height":"Altura","editor.height_help":"En las vistas con secciones decide la disposición.","state.loading":"Conectando con la malla…","state.offline":"No hay conexión con Home Assistant.","state.offline_hint":"Volverá por sí sola; lo que has escrito se conserva.","state.not_loaded":"El nodo de la malla no está en marcha.","state.not_loaded_admin":"Puede que esté arrancando. Si sigue así, mira Mesh Broadcast en los ajustes: configúralo, actívalo o recárgalo.","state.not_loaded_user":"Puede que esté arrancando. Si sigue así, pregunta a quien se ocupa de este Home Assistant.","state.open_settings":"Abrir los ajustes","state.not_allowed":"No puedes ver la malla.","state.not_allowed_hint":"Un administrador de este Home Assistant puede permitirlo.","state.failed":"El nodo ha dado una respuesta que aquí no tiene sentido.","state.not_running":"El nodo no está en el aire.","state.not_running_hint":"Comprueba que haya un adaptador o un proxy de Bluetooth. Puedes leer, pero no enviar.","error.offline":"No hay conexión con Home Assistant. Inténtalo de nuevo cuando vuelva.","error.not_loaded":"El nodo de la malla no está en marcha. Inténtalo de nuevo en un momento.","error.not_allowed":"No puedes hacer esto. Un administrador puede permitirte los mensajes privados en las opciones de Mesh Broadcast.","error.not_running":"El nodo no está en el aire: comprueba que haya un adaptador o un proxy de Bluetooth e inténtalo de nuevo.","error.peer_unknown":"El nodo ya no conoce a este participante. Espera a que vuelva a estar al alcance.","error.peer_blocked":"Este participante está bloqueado. Desbloquéalo para escribir.","error.message_unknown":"Este mensaje se ha borrado entretanto.","error.message_not_failed":"Este mensaje está en camino: no hace falta un segundo intento.","error.unknown":"No ha funcionado. Inténtalo de nuevo; puede que el registro de Home Assistant diga más.","chat.private":"Cifrado de extremo a extremo","chat.back":"Conversaciones","chat.search":"Buscar en esta conversación","chat.keys":"Las flechas van de un mensaje a otro, Intro a lo que se puede hacer con él, Escape al campo de texto.","conversations.label":"Conversaciones","conversations.public":"Canal público","conversations.in_reach":"Al alcance","conversations.find":"Buscar a alguien","conversations.none":"No se conoce a nadie con ese nombre.","conversations.others":"Otros","conversations.people_one":"{n} persona al alcance","conversations.people_other":"{n} personas al alcance","conversations.unread_one":"{n} mensaje sin leer","conversations.unread_other":"{n} mensajes sin leer","thread.label":"Mensajes","thread.loading":"Cargando mensajes…","thread.failed":"No se han podido cargar los mensajes.","thread.loading_older":"Cargando mensajes anteriores…","thread.load_older":"Cargar mensajes anteriores","thread.beginning":"Antes de esto no se dijo nada.","thread.pruned":"Los mensajes anteriores se han borrado.","thread.pruned_days_one":"Los mensajes anteriores se han borrado: se guardan {n} día.","thread.pruned_days_other":"Los mensajes anteriores se han borrado: se guardan {n} días.","thread.empty_public":"Nadie ha dicho nada todavía.","thread.empty_public_hint":"Saluda: lo leerán todos los que estén al alcance de la malla.","thread.empty_read_only":"Aquí aparecerá lo que se diga en el canal público.","thread.empty_private":"Todavía no se ha dicho nada con {name}.","thread.empty_private_hint":"Solo vosotros dos podéis leer lo que se escribe aquí.","thread.unread_marker":"Mensajes nuevos","thread.new_messages_one":"{n} mensaje nuevo","thread.new_messages_other":"{n} mensajes nuevos","thread.to_end":"Al mensaje más reciente","message.you":"Tú","message.by_verified":"{name}, verificado","message.actions":"Qué hacer con este mensaje","message.reply":"Responder","message.mention":"Mencionar","message.copy":"Copiar el texto","message.copied":"Copiado.","message.copy_failed":"El navegador no deja copiar a esta página. Selecciona el texto en su lugar.","message.details":"Detalles","message.resend":"Enviar de nuevo","message.retry":"Intentar de nuevo","message.edit":"Editar","message.discard":"Descartar","message.show_all":"Mostrar todo","status.sending":"Enviando","status.refused":"No enviado","status.queued":"Espera a que la otra persona esté al alcance","status.sent":"Enviado","status.relayed":"Transmitido por otros","status.heard_by_one":"Oído al menos por {n} participante","status.heard_by_other":"Oído al menos por {n} participantes","status.delivered":"Entregado","status.read":"Leído","status.expired":"Sin confirmar","status.failed":"No entregado","failure.expired":"No entregado: la otra persona no estuvo al alcance a tiempo.","failure.outbox_full":"No entregado: esperaban demasiados mensajes.","failure.not_confirmed":"Sin confirmar: puede que haya llegado, pero nadie lo ha dicho.","failure.identity_changed":"No entregado: ahora responde otra persona con este nombre. Comparad las huellas antes de volver a escribir.","failure.wiped":"No entregado: el nodo lo ha olvidado todo entretanto.","failure.unknown":"No entregado.","hops.direct":"Vecino",hops_one:"{n} salto",hops_other:"{n} saltos","signal.dbm":"{value} dBm","trust.verified":"Verificado","trust.seen_long":"Visto: los mensajes están firmados, pero la clave es nueva para nosotros.","trust.pinned_long":"Conocido: la misma clave que en el primer encuentro.","trust.proven_long":"Probado: una sesión cifrada ha probado la clave.","trust.verified_long":"Verificado: has comparado las huellas.","peer.unknown":"Ya no se conoce","peer.blocked":"Bloqueado","peer.in_reach":"Al alcance","peer.absent":"Fuera de alcance","peer.last_seen":"Visto por última vez {when}","composer.placeholder_public":"Mensaje a todos los que estén al alcance","composer.placeholder_private":"Mensaje privado a {name}","composer.send":"Enviar","composer.empty":"Escribe algo primero","composer.bytes":"{n} de {limit} bytes","composer.parts_one":"se envía en {n} mensaje","composer.parts_other":"se envía en {n} mensajes","composer.too_long_one":"sobra {n} byte","composer.too_long_other":"sobran {n} bytes","composer.cancel_reply":"No responder a este mensaje","composer.names_label":"Personas","composer.names_one":"{n} persona coincide. Intro toma la elegida.","composer.names_other":"{n} personas coinciden. Las flechas eligen, Intro toma la elegida.","composer.absent":"{name} no está al alcance. El mensaje espera y se enviará cuando vuelva.","composer.nobody":"Ahora no hay nadie al alcance. Quienes lleguen más tarde recogerán lo que se perdieron.","composer.blocked":"{name} está en la lista de bloqueo. Desbloquea para escribir.","search.placeholder":"Buscar mensajes","search.close":"Cerrar la búsqueda","search.title":"Buscar en esta conversación","search.hint":"Escribe una palabra o parte de ella.","search.none":"No se ha encontrado nada.","search.none_hint":"Prueba con menos letras o en otra conversación.","search.found_one":"{n} mensaje encontrado","search.found_other":"{n} mensajes encontrados","search.failed":"La búsqueda no ha funcionado.","search.gone":"Este mensaje se ha borrado entretanto.","details.title":"Detalles del mensaje","details.from":"De","details.trust":"Confianza","details.delivery":"Entrega","details.reason":"Motivo","details.heard_by":"Alcance","details.sent":"Enviado","details.received":"Recibido","details.way":"Distancia","details.via":"Llegó por","details.fingerprint":"Huella","details.message_id":"ID del mensaje","common.cancel":"Cancelar","card.map_name":"Mapa de la malla","card.map_description":"Quién está al alcance, cómo se enlazan y los mensajes en camino.","editor.table":"Mostrar como tabla","map.label":"Mapa de la malla","map.keys":"Las flechas van de un participante a otro, Intro abre uno. Más y menos cambian el zoom, 0 muestra a todos, Mayús con flechas mueve el mapa.","map.us":"{name}, este nodo","map.zoom_in":"Acercar","map.zoom_out":"Alejar","map.fit":"Mostrar a todos","map.show_table":"Mostrar la tabla","map.show_map":"Mostrar el mapa","map.alone":"Todavía no hay nadie al alcance","map.alone_hint":"Abre la app bitchat en un teléfono cercano o espera: quien entre en el alcance de Bluetooth aparecerá aquí solo.","map.details":"Participante","map.column_peer":"Participante","map.legend_central":"conectado por nosotros","map.legend_peripheral":"se conectó a nosotros","map.legend_announced":"entre otros","map.came":"Ahora al alcance: {names}.","map.went":"Ya no están al alcance: {names}.","map.write":"Escribir","map.ping":"Ping","map.verify":"Verificar","map.unverify":"Retirar la verificación","map.block":"Bloquear","map.unblock":"Desbloquear","map.device":"Página del dispositivo","map.no_chat":"No hay ningún chat en esta página. Añade la tarjeta de chat o activa el panel lateral en las opciones.","map.distance":"Distancia","map.last_seen":"Visto por última vez","map.route":"A través de","map.link":"Enlace","map.role_central":"lo conectamos nosotros","map.role_peripheral":"se conectó a nosotros","map.signal":"Señal","map.signal_range":"Señal de {low} a {high}","map.copy_fingerprint":"Copiar la huella","map.verify_title":"¿Es {name}?","map.verify_text":"Compara esta huella con la de la pantalla de la otra persona, dígito a dígito, en persona o de viva voz. Solo si son iguales no hay nadie en medio.","map.verify_yes":"Son iguales","map.block_title":"¿Bloquear a {name}?","map.block_text":"Nada de lo que diga se mostrará. Sus mensajes se siguen pasando a otros.","map.no_answer":"Sin respuesta. Puede estar fuera de alcance o su app no responde a los pings.","map.answered":"Respondió en {time} ms","map.answered_hops_one":"Respondió en {time} ms en {n} salto","map.answered_hops_other":"Respondió en {time} ms en {n} saltos","map.done_verify_peer":"Verificado.","map.done_unverify_peer":"Ya no está verificado.","map.done_block_peer":"Bloqueado.","map.done_unblock_peer":"Ya no está bloqueado.","card.activity_name":"Actividad de la malla","card.activity_description":"Lo que hace tu nodo, en el momento: mensajes, personas, enlaces, lo que transmite y los problemas.","activity.label":"Actividad del nodo","activity.keys":"Las flechas van de línea en línea, Intro abre la conversación. P pausa, la barra busca, 1 a 6 eligen lo que se muestra.","activity.search":"Buscar en la actividad","activity.search_clear":"Borrar la búsqueda","activity.pause":"Pausar","activity.resume":"Reanudar","activity.resume_new_one":"{n} nuevo – reanudar","activity.resume_new_other":"{n} nuevos – reanudar","activity.clear":"Vaciar la vista","activity.copy":"Copiar lo que se muestra","activity.shown_one":"{n} línea","activity.shown_other":"{n} líneas","activity.groups":"Qué se muestra","activity.group_messages":"Mensajes","activity.group_people":"Personas","activity.group_links":"Enlaces","activity.group_passing":"Transmisión","activity.group_trouble":"Problemas","activity.group_node":"Nodo","activity.empty":"Todavía no ha pasado nada","activity.empty_hint":"Lo que haga el nodo aparece aquí: quién viene y se va, qué se dice, qué transmite.","activity.none":"Nada coincide","activity.none_hint":"Nada de lo que se guarda aquí coincide con la búsqueda y con lo que has elegido.","activity.show_all":"Mostrar todo","activity.cleared":"Vista vacía","activity.cleared_hint":"Lo que pase desde ahora aparece aquí.","activity.show_again":"Mostrar de nuevo lo anterior","activity.news_one":"{n} línea nueva de actividad","activity.news_other":"{n} líneas nuevas de actividad","activity.open_public":"Abrir el canal público","activity.open_private":"Abrir la conversación con {name}","activity.gap_one":"Aquí falta {n} suceso: pasaron demasiadas cosas a la vez.","activity.gap_other":"Aquí faltan {n} sucesos: pasaron demasiadas cosas a la vez.","activity.gap_some":"Puede que aquí falten sucesos.","activity.times":"{n} veces","activity.somebody":"Alguien","activity.said":"{name} dijo a todos","activity.we_said":"Este nodo dijo a todos","activity.private_received_one":"{name} envió un mensaje privado","activity.private_received_other":"{name} envió {n} mensajes privados","activity.private_sent_one":"Este nodo escribió a {name} un mensaje privado","activity.private_sent_other":"Este nodo escribió a {name} {n} mensajes privados","activity.public_sent":"Salió un mensaje para todos","activity.public_relayed":"Otros transmitieron un mensaje para todos","activity.private_queued":"Un mensaje espera a que {name} esté al alcance","activity.private_went_out":"Salió un mensaje para {name}","activity.private_relayed":"Otros transmitieron un mensaje para {name}","activity.private_delivered":"Se entregó un mensaje a {name}","activity.private_read":"{name} ha leído un mensaje","activity.private_failed":"Un mensaje para {name} no llegó","activity.private_unconfirmed":"Nadie ha confirmado un mensaje para {name}","activity.relayed_one":"{n} paquete transmitido para otros","activity.relayed_other":"{n} paquetes transmitidos para otros","activity.sync_one":"{n} mensaje anterior recibido de un vecino","activity.sync_other":"{n} mensajes anteriores recibidos de un vecino","activity.dropped_one":"{n} paquete descartado","activity.dropped_other":"{n} paquetes descartados","activity.drop_unreadable":"no tenía sentido","activity.drop_forged":"sin firma, o no firmado por quien decía ser","activity.drop_flood":"demasiado a la vez desde un mismo sitio","activity.drop_busy":"más de lo que la radio puede llevar","activity.drop_undecryptable":"no se pudo descifrar","activity.drop_blocked":"venía de alguien bloqueado","activity.drop_not_accepted":"no se aceptan mensajes privados de este participante","activity.drop_other":"otro motivo","activity.peer_appeared":"{name} está ahora al alcance","activity.peer_left":"{name} ya no está al alcance","activity.link_up":"Hay un enlace con {name}","activity.link_up_central":"Conectado con {name}: hay un enlace","activity.link_up_peripheral":"{name} se conectó a este nodo: hay un enlace","activity.link_down":"El enlace con {name} ha terminado","activity.session":"Ha empezado una sesión cifrada con {name}","activity.trust_blocked":"Participante bloqueado: {name}","activity.trust_verified":"Participante verificado: {name}","activity.trust_proven":"{name} ha probado su clave en una sesión cifrada","activity.trust_known":"Participante conocido, pero sin verificar: {name}","activity.node_started":"El nodo {name} se ha iniciado","activity.node_on_air":"El nodo está en el aire","activity.node_off_air":"El nodo no está en el aire","activity.node_nickname":"El nodo se llama ahora {name}","activity.node_other":"Algo cambió en el nodo","activity.other":"Ha pasado algo que esta versión del panel no conoce"};var O7={"common.try_again":"Réessayer","common.close":"Fermer","card.chat_name":"Discussion du maillage","card.chat_description":"Lire et écrire ce qui se dit sur le réseau maillé : le canal public et chaque pair.","card.bad_conversation":"« conversation » doit être « all », « public » ou l’empreinte d’un pair, de 64 chiffres hexadécimaux.","card.bad_height":"« height » doit être un nombre de pixels, au moins {n}.","panel.title":"Mesh Broadcast","panel.menu":"Barre latérale","panel.chat":"Discussion","panel.map":"Carte","panel.activity":"Activité","strategy.name":"Mesh Broadcast","strategy.description":"Discussion, carte et activité du réseau maillé, et l’état de votre nœud.","strategy.status":"État","strategy.node":"Ce nœud","strategy.peer":"Pair","editor.title":"Titre","editor.conversation":"Conversation","editor.conversation_all":"Toutes les conversations","editor.conversation_public":"Seulement le canal public","editor.conversation_help":"Toutes, le canal public, ou l’empreinte d’un pair.","editor.read_only":"Lecture seule","editor.show_signal":"Toujours montrer les sauts et le signal","editor.mark_read":"Marquer les messages comme lus","editor.mark_read_help":"À désactiver sur un écran toujours allumé, pour que les messages restent non lus jusqu’à ce que quelqu’un les regarde ailleurs.","editor.height":"Hauteur","editor.height_help":"Dans les vues à sections, c’est la disposition qui décide.","state.loading":"Connexion au réseau maillé…","state.offline":"Pas de connexion à Home Assistant.","state.offline_hint":"Elle reviendra d’elle-même ; ce que vous avez saisi est conservé.","state.not_loaded":"Le nœud du réseau maillé ne fonctionne pas.","state.not_loaded_admin":"Il est peut-être en train de démarrer. Si cela dure, voyez Mesh Broadcast dans les paramètres : configurez-le, activez-le ou rechargez-le.","state.not_loaded_user":"Il est peut-être en train de démarrer. Si cela dure, demandez à la personne qui s’occupe de ce Home Assistant.","state.open_settings":"Ouvrir les paramètres","state.not_allowed":"Vous ne pouvez pas voir le réseau maillé.","state.not_allowed_hint":"Un administrateur de ce Home Assistant peut l’autoriser.","state.failed":"Le nœud a donné une réponse incompréhensible ici.","state.not_running":"Le nœud n’émet pas.","state.not_running_hint":"Vérifiez qu’un adaptateur ou un proxy Bluetooth est présent. Vous pouvez lire, mais pas envoyer.","error.offline":"Pas de connexion à Home Assistant. Réessayez quand elle sera revenue.","error.not_loaded":"Le nœud du réseau maillé ne fonctionne pas. Réessayez dans un instant.","error.not_allowed":"Vous ne pouvez pas faire cela. Un administrateur peut vous autoriser les messages privés dans les options de Mesh Broadcast.","error.not_running":"Le nœud n’émet pas : vérifiez qu’un adaptateur ou un proxy Bluetooth est présent, puis réessayez.","error.peer_unknown":"Le nœud ne connaît plus ce pair. Attendez qu’il soit de nouveau à portée.","error.peer_blocked":"Ce pair est bloqué. Débloquez-le pour écrire.","error.message_unknown":"Ce message a été supprimé entre-temps.","error.message_not_failed":"Ce message est en route : inutile de le renvoyer.","error.unknown":"Cela n’a pas fonctionné. Réessayez ; le journal de Home Assistant en dit peut-être plus.","chat.private":"Chiffré de bout en bout","chat.back":"Conversations","chat.search":"Rechercher dans cette conversation","chat.keys":"Les flèches vont d’un message à l’autre, Entrée mène à ce qu’on peut en faire, Échap au champ de texte.","conversations.label":"Conversations","conversations.public":"Canal public","conversations.in_reach":"À portée","conversations.find":"Trouver quelqu’un","conversations.none":"Personne de ce nom n’est connu.","conversations.others":"Autres","conversations.people_one":"{n} personne à portée","conversations.people_other":"{n} personnes à portée","conversations.unread_one":"{n} message non lu","conversations.unread_other":"{n} messages non lus","thread.label":"Fil des messages","thread.loading":"Chargement des messages…","thread.failed":"Les messages n’ont pas pu être chargés.","thread.loading_older":"Chargement des messages plus anciens…","thread.load_older":"Charger les messages plus anciens","thread.beginning":"Rien n’a été dit avant.","thread.pruned":"Les messages plus anciens ont été supprimés.","thread.pruned_days_one":"Les messages plus anciens ont été supprimés : ils sont gardés {n} jour.","thread.pruned_days_other":"Les messages plus anciens ont été supprimés : ils sont gardés {n} jours.","thread.empty_public":"Personne n’a encore rien dit.","thread.empty_public_hint":"Dites bonjour : tout le monde à portée du réseau le lira.","thread.empty_read_only":"Ce qui se dit sur le canal public apparaîtra ici.","thread.empty_private":"Rien n’a encore été dit avec {name}.","thread.empty_private_hint":"Vous deux seuls pouvez lire ce qui s’écrit ici.","thread.unread_marker":"Nouveaux messages","thread.new_messages_one":"{n} nouveau message","thread.new_messages_other":"{n} nouveaux messages","thread.to_end":"Vers le message le plus récent","message.you":"Vous","message.by_verified":"{name}, vérifié","message.actions":"Que faire de ce message","message.reply":"Répondre","message.mention":"Mentionner","message.copy":"Copier le texte","message.copied":"Copié.","message.copy_failed":"Le navigateur ne laisse pas cette page copier. Sélectionnez plutôt le texte.","message.details":"Détails","message.resend":"Renvoyer","message.retry":"Réessayer","message.edit":"Modifier","message.discard":"Abandonner","message.show_all":"Tout afficher","status.sending":"Envoi en cours","status.refused":"Non envoyé","status.queued":"Attend que l’autre soit à portée","status.sent":"Envoyé","status.relayed":"Transmis par d’autres","status.heard_by_one":"Entendu par au moins {n} pair","status.heard_by_other":"Entendu par au moins {n} pairs","status.delivered":"Remis","status.read":"Lu","status.expired":"Non confirmé","status.failed":"Non remis","failure.expired":"Non remis : l’autre n’a pas été à portée à temps.","failure.outbox_full":"Non remis : trop de messages attendaient.","failure.not_confirmed":"Non confirmé : il est peut-être arrivé, mais personne ne l’a dit.","failure.identity_changed":"Non remis : quelqu’un d’autre répond maintenant sous ce nom. Comparez les empreintes avant d’écrire de nouveau.","failure.wiped":"Non remis : le nœud a tout oublié entre-temps.","failure.unknown":"Non remis.","hops.direct":"Voisin",hops_one:"{n} saut",hops_other:"{n} sauts","signal.dbm":"{value} dBm","trust.verified":"Vérifié","trust.seen_long":"Vu : les messages sont signés, mais la clé nous est nouvelle.","trust.pinned_long":"Connu : la même clé qu’à la première rencontre.","trust.proven_long":"Prouvé : une session chiffrée a prouvé la clé.","trust.verified_long":"Vérifié : vous avez comparé les empreintes.","peer.unknown":"N’est plus connu","peer.blocked":"Bloqué","peer.in_reach":"À portée","peer.absent":"Hors de portée","peer.last_seen":"Vu pour la dernière fois {when}","composer.placeholder_public":"Message à tous ceux à portée","composer.placeholder_private":"Message privé à {name}","composer.send":"Envoyer","composer.empty":"Écrivez d’abord quelque chose","composer.bytes":"{n} octets sur {limit}","composer.parts_one":"envoyé en {n} message","composer.parts_other":"envoyé en {n} messages","composer.too_long_one":"{n} octet de trop","composer.too_long_other":"{n} octets de trop","composer.cancel_reply":"Ne pas répondre à ce message","composer.names_label":"Personnes","composer.names_one":"{n} personne correspond. Entrée prend celle qui est choisie.","composer.names_other":"{n} personnes correspondent. Les flèches choisissent, Entrée prend celle qui est choisie.","composer.absent":"{name} n’est pas à portée. Le message attend et partira à son retour.","composer.nobody":"Personne n’est à portée. Ceux qui viendront plus tard récupéreront ce qu’ils ont manqué.","composer.blocked":"{name} est bloqué. Débloquez cette personne pour écrire.","search.placeholder":"Rechercher des messages","search.close":"Fermer la recherche","search.title":"Rechercher dans cette conversation","search.hint":"Saisissez un mot ou une partie d’un mot.","search.none":"Rien trouvé.","search.none_hint":"Essayez avec moins de lettres, ou dans une autre conversation.","search.found_one":"{n} message trouvé","search.found_other":"{n} messages trouvés","search.failed":"La recherche n’a pas fonctionné.","search.gone":"Ce message a été supprimé entre-temps.","details.title":"Détails du message","details.from":"De","details.trust":"Confiance","details.delivery":"Remise","details.reason":"Raison","details.heard_by":"Portée","details.sent":"Envoyé","details.received":"Reçu","details.way":"Distance","details.via":"Venu par","details.fingerprint":"Empreinte","details.message_id":"Identifiant du message","common.cancel":"Annuler","card.map_name":"Carte du réseau maillé","card.map_description":"Qui est à portée, comment tous sont reliés, et les messages en route.","editor.table":"Afficher en tableau","map.label":"Carte du réseau maillé","map.keys":"Les flèches vont d’un pair à l’autre, Entrée en ouvre un. Plus et moins zooment, 0 montre tout le monde, Maj avec les flèches déplace la carte.","map.us":"{name}, ce nœud","map.zoom_in":"Zoom avant","map.zoom_out":"Zoom arrière","map.fit":"Montrer tout le monde","map.show_table":"Afficher le tableau","map.show_map":"Afficher la carte","map.alone":"Personne n’est encore à portée","map.alone_hint":"Ouvrez l’application bitchat sur un téléphone proche, ou attendez : qui arrive à portée Bluetooth apparaît ici tout seul.","map.details":"Pair","map.column_peer":"Pair","map.legend_central":"appelé par nous","map.legend_peripheral":"nous a appelés","map.legend_announced":"entre les autres","map.came":"Désormais à portée : {names}.","map.went":"Plus à portée : {names}.","map.write":"Écrire","map.ping":"Ping","map.verify":"Vérifier","map.unverify":"Retirer la vérification","map.block":"Bloquer","map.unblock":"Débloquer","map.device":"Page de l’appareil","map.no_chat":"Il n’y a pas de chat sur cette page. Ajoutez la carte de chat ou activez le panneau latéral dans les options.","map.distance":"Distance","map.last_seen":"Vu pour la dernière fois","map.route":"En passant par","map.link":"Liaison","map.role_central":"appelé par nous","map.role_peripheral":"nous a appelés","map.signal":"Signal","map.signal_range":"Signal de {low} à {high}","map.copy_fingerprint":"Copier l’empreinte","map.verify_title":"Est-ce {name} ?","map.verify_text":"Comparez cette empreinte avec celle de l’écran de l’autre, chiffre par chiffre, côte à côte ou de vive voix. Ce n’est que si elles sont identiques que personne ne s’interpose.","map.verify_yes":"Elles sont identiques","map.block_title":"Bloquer {name} ?","map.block_text":"Plus rien de ce qu’il dit ne s’affiche. Ses messages sont toujours transmis aux autres.","map.no_answer":"Pas de réponse. Peut-être hors de portée, ou son application ne répond pas aux pings.","map.answered":"Réponse en {time} ms","map.answered_hops_one":"Réponse en {time} ms en {n} saut","map.answered_hops_other":"Réponse en {time} ms en {n} sauts","map.done_verify_peer":"Vérifié.","map.done_unverify_peer":"N’est plus vérifié.","map.done_block_peer":"Bloqué.","map.done_unblock_peer":"N’est plus bloqué.","card.activity_name":"Activité du maillage","card.activity_description":"Ce que fait votre nœud, sur le moment : messages, personnes, liaisons, ce qu’il transmet et les ennuis.","activity.label":"Activité du nœud","activity.keys":"Les flèches vont d’une ligne à l’autre, Entrée ouvre la conversation. P met en pause, la barre oblique cherche, 1 à 6 choisissent ce qui est affiché.","activity.search":"Chercher dans l’activité","activity.search_clear":"Effacer la recherche","activity.pause":"Mettre en pause","activity.resume":"Reprendre","activity.resume_new_one":"{n} nouveau – reprendre","activity.resume_new_other":"{n} nouveaux – reprendre","activity.clear":"Vider la vue","activity.copy":"Copier ce qui est affiché","activity.shown_one":"{n} ligne","activity.shown_other":"{n} lignes","activity.groups":"Ce qui est affiché","activity.group_messages":"Messages","activity.group_people":"Personnes","activity.group_links":"Liaisons","activity.group_passing":"Transmission","activity.group_trouble":"Ennuis","activity.group_node":"Nœud","activity.empty":"Il ne s’est encore rien passé","activity.empty_hint":"Tout ce que fait le nœud apparaît ici : qui arrive et part, ce qui se dit, ce qu’il transmet.","activity.none":"Rien ne correspond","activity.none_hint":"Rien de ce qui est gardé ici ne correspond à la recherche et à votre choix.","activity.show_all":"Tout afficher","activity.cleared":"Vue vidée","activity.cleared_hint":"Ce qui se passe à partir de maintenant apparaît ici.","activity.show_again":"Afficher de nouveau ce qui précède","activity.news_one":"{n} nouvelle ligne d’activité","activity.news_other":"{n} nouvelles lignes d’activité","activity.open_public":"Ouvrir le canal public","activity.open_private":"Ouvrir la conversation avec {name}","activity.gap_one":"Il manque ici {n} événement : il s’en est passé trop à la fois.","activity.gap_other":"Il manque ici {n} événements : il s’en est passé trop à la fois.","activity.gap_some":"Des événements manquent peut-être ici.","activity.times":"{n} fois","activity.somebody":"Quelqu’un","activity.said":"{name} a dit à tous","activity.we_said":"Ce nœud a dit à tous","activity.private_received_one":"{name} a envoyé un message privé","activity.private_received_other":"{name} a envoyé {n} messages privés","activity.private_sent_one":"Ce nœud a écrit à {name} un message privé","activity.private_sent_other":"Ce nœud a écrit à {name} {n} messages privés","activity.public_sent":"Un message pour tous est parti","activity.public_relayed":"Un message pour tous a été transmis par d’autres","activity.private_queued":"Un message attend que {name} soit à portée","activity.private_went_out":"Un message pour {name} est parti","activity.private_relayed":"Un message pour {name} a été transmis par d’autres","activity.private_delivered":"Un message a été remis à {name}","activity.private_read":"{name} a lu un message","activity.private_failed":"Un message pour {name} n’est pas passé","activity.private_unconfirmed":"Personne n’a confirmé un message pour {name}","activity.relayed_one":"{n} paquet transmis pour d’autres","activity.relayed_other":"{n} paquets transmis pour d’autres","activity.sync_one":"{n} message antérieur reçu d’un voisin","activity.sync_other":"{n} messages antérieurs reçus d’un voisin","activity.dropped_one":"{n} paquet écarté","activity.dropped_other":"{n} paquets écartés","activity.drop_unreadable":"incompréhensible","activity.drop_forged":"non signé, ou pas par l’expéditeur annoncé","activity.drop_flood":"trop à la fois d’un même endroit","activity.drop_busy":"plus que la radio ne peut porter","activity.drop_undecryptable":"indéchiffrable","activity.drop_blocked":"d’une personne bloquée","activity.drop_not_accepted":"les messages privés de ce pair ne sont pas acceptés","activity.drop_other":"une autre raison","activity.peer_appeared":"{name} est maintenant à portée","activity.peer_left":"{name} n’est plus à portée","activity.link_up":"Une liaison avec {name} est établie","activity.link_up_central":"{name} appelé : la liaison est établie","activity.link_up_peripheral":"{name} a appelé ce nœud : la liaison est établie","activity.link_down":"La liaison avec {name} est terminée","activity.session":"Une session chiffrée avec {name} a commencé","activity.trust_blocked":"Pair bloqué : {name}","activity.trust_verified":"Pair vérifié : {name}","activity.trust_proven":"{name} a prouvé sa clé dans une session chiffrée","activity.trust_known":"Pair connu, mais non vérifié : {name}","activity.node_started":"Le nœud {name} a démarré","activity.node_on_air":"Le nœud est sur les ondes","activity.node_off_air":"Le nœud n’est plus sur les ondes","activity.node_nickname":"Le nœud s’appelle maintenant {name}","activity.node_other":"Quelque chose a changé sur le nœud","activity.other":"Il s’est passé quelque chose que cette version du tableau de bord ne connaît pas"};var k7={"common.try_again":"Opnieuw proberen","common.close":"Sluiten","card.chat_name":"Mesh-chat","card.chat_description":"Lees en schrijf wat er op het mesh wordt gezegd: in het openbare kanaal en met elke deelnemer.","card.bad_conversation":"‘conversation’ moet ‘all’, ‘public’ of de vingerafdruk van een deelnemer met 64 hexadecimale cijfers zijn.","card.bad_height":"‘height’ moet een aantal pixels zijn, minstens {n}.","panel.title":"Mesh Broadcast","panel.menu":"Zijbalk","panel.chat":"Chat","panel.map":"Kaart","panel.activity":"Activiteit","strategy.name":"Mesh Broadcast","strategy.description":"Chat, kaart en activiteit van het mesh, en de toestand van je knooppunt.","strategy.status":"Toestand","strategy.node":"Dit knooppunt","strategy.peer":"Deelnemer","editor.title":"Titel","editor.conversation":"Gesprek","editor.conversation_all":"Alle gesprekken","editor.conversation_public":"Alleen het openbare kanaal","editor.conversation_help":"Alle, het openbare kanaal, of de vingerafdruk van een deelnemer.","editor.read_only":"Alleen lezen","editor.show_signal":"Stappen en signaal altijd tonen","editor.mark_read":"Berichten als gelezen markeren","editor.mark_read_help":"Zet dit uit op een scherm dat altijd aan staat, zodat berichten ongelezen blijven tot iemand elders kijkt.","editor.height":"Hoogte","editor.height_help":"In weergaven met secties bepaalt de indeling dit.","state.loading":"Verbinden met het mesh…","state.offline":"Geen verbinding met Home Assistant.","state.offline_hint":"Die komt vanzelf terug; wat je hebt getypt blijft bewaard.","state.not_loaded":"Het mesh-knooppunt draait niet.","state.not_loaded_admin":"Misschien start het net op. Blijft dit zo, kijk dan in de instellingen bij Mesh Broadcast: stel het in, schakel het in of herlaad het.","state.not_loaded_user":"Misschien start het net op. Blijft dit zo, vraag het dan aan wie deze Home Assistant beheert.","state.open_settings":"Instellingen openen","state.not_allowed":"Je mag het mesh niet zien.","state.not_allowed_hint":"Een beheerder van deze Home Assistant kan dat toestaan.","state.failed":"Het mesh-knooppunt gaf een antwoord dat hier niet te begrijpen is.","state.not_running":"Het knooppunt is niet in de lucht.","state.not_running_hint":"Controleer of er een Bluetooth-adapter of -proxy is. Je kunt lezen, maar niet verzenden.","error.offline":"Geen verbinding met Home Assistant. Probeer het opnieuw als die terug is.","error.not_loaded":"Het mesh-knooppunt draait niet. Probeer het zo meteen opnieuw.","error.not_allowed":"Dit mag je niet. Een beheerder kan privéberichten voor je toestaan in de opties van Mesh Broadcast.","error.not_running":"Het knooppunt is niet in de lucht: controleer of er een Bluetooth-adapter of -proxy is en probeer het opnieuw.","error.peer_unknown":"Het knooppunt kent deze deelnemer niet meer. Wacht tot die weer binnen bereik is.","error.peer_blocked":"Deze deelnemer is geblokkeerd. Hef de blokkering op om te schrijven.","error.message_unknown":"Dit bericht is intussen verwijderd.","error.message_not_failed":"Dit bericht is onderweg: een tweede poging is niet nodig.","error.unknown":"Dat is niet gelukt. Probeer het opnieuw; in het logboek van Home Assistant staat misschien meer.","chat.private":"Versleuteld van eind tot eind","chat.back":"Gesprekken","chat.search":"Zoeken in dit gesprek","chat.keys":"Pijltjestoetsen gaan van bericht naar bericht, Enter naar wat je ermee kunt doen, Escape naar het tekstveld.","conversations.label":"Gesprekken","conversations.public":"Openbaar kanaal","conversations.in_reach":"Binnen bereik","conversations.find":"Iemand zoeken","conversations.none":"Niemand met deze naam is bekend.","conversations.others":"Anderen","conversations.people_one":"{n} persoon binnen bereik","conversations.people_other":"{n} personen binnen bereik","conversations.unread_one":"{n} ongelezen bericht","conversations.unread_other":"{n} ongelezen berichten","thread.label":"Berichten","thread.loading":"Berichten laden…","thread.failed":"De berichten konden niet worden geladen.","thread.loading_older":"Oudere berichten laden…","thread.load_older":"Oudere berichten laden","thread.beginning":"Hiervoor is niets gezegd.","thread.pruned":"Oudere berichten zijn verwijderd.","thread.pruned_days_one":"Oudere berichten zijn verwijderd: ze worden {n} dag bewaard.","thread.pruned_days_other":"Oudere berichten zijn verwijderd: ze worden {n} dagen bewaard.","thread.empty_public":"Nog niemand heeft iets gezegd.","thread.empty_public_hint":"Zeg hallo: iedereen binnen bereik van het mesh zal het lezen.","thread.empty_read_only":"Wat in het openbare kanaal wordt gezegd, verschijnt hier.","thread.empty_private":"Met {name} is nog niets besproken.","thread.empty_private_hint":"Alleen jullie tweeën kunnen lezen wat hier wordt geschreven.","thread.unread_marker":"Nieuwe berichten","thread.new_messages_one":"{n} nieuw bericht","thread.new_messages_other":"{n} nieuwe berichten","thread.to_end":"Naar het nieuwste bericht","message.you":"Jij","message.by_verified":"{name}, geverifieerd","message.actions":"Wat je met dit bericht kunt doen","message.reply":"Beantwoorden","message.mention":"Noemen","message.copy":"Tekst kopiëren","message.copied":"Gekopieerd.","message.copy_failed":"De browser laat deze pagina niet kopiëren. Selecteer in plaats daarvan de tekst.","message.details":"Bijzonderheden","message.resend":"Opnieuw verzenden","message.retry":"Opnieuw proberen","message.edit":"Bewerken","message.discard":"Weggooien","message.show_all":"Alles tonen","status.sending":"Wordt verzonden","status.refused":"Niet verzonden","status.queued":"Wacht tot de ander binnen bereik is","status.sent":"Verzonden","status.relayed":"Door anderen doorgegeven","status.heard_by_one":"Door minstens {n} deelnemer gehoord","status.heard_by_other":"Door minstens {n} deelnemers gehoord","status.delivered":"Afgeleverd","status.read":"Gelezen","status.expired":"Niet bevestigd","status.failed":"Niet afgeleverd","failure.expired":"Niet afgeleverd: de ander was niet op tijd binnen bereik.","failure.outbox_full":"Niet afgeleverd: er wachtten te veel berichten.","failure.not_confirmed":"Niet bevestigd: het kan aangekomen zijn, maar niemand heeft dat gezegd.","failure.identity_changed":"Niet afgeleverd: onder deze naam antwoordt nu iemand anders. Vergelijk vingerafdrukken voor je weer schrijft.","failure.wiped":"Niet afgeleverd: het knooppunt is intussen alles vergeten.","failure.unknown":"Niet afgeleverd.","hops.direct":"Buur",hops_one:"{n} stap",hops_other:"{n} stappen","signal.dbm":"{value} dBm","trust.verified":"Geverifieerd","trust.seen_long":"Gezien: de berichten zijn ondertekend, maar de sleutel is nieuw voor ons.","trust.pinned_long":"Bekend: dezelfde sleutel als bij de eerste ontmoeting.","trust.proven_long":"Bewezen: een versleutelde sessie heeft de sleutel bewezen.","trust.verified_long":"Geverifieerd: je hebt vingerafdrukken vergeleken.","peer.unknown":"Niet meer bekend","peer.blocked":"Geblokkeerd","peer.in_reach":"Binnen bereik","peer.absent":"Niet binnen bereik","peer.last_seen":"Laatst gezien: {when}","composer.placeholder_public":"Bericht aan iedereen binnen bereik","composer.placeholder_private":"Privébericht aan {name}","composer.send":"Verzenden","composer.empty":"Schrijf eerst iets","composer.bytes":"{n} van {limit} bytes","composer.parts_one":"gaat weg als {n} bericht","composer.parts_other":"gaat weg als {n} berichten","composer.too_long_one":"{n} byte te lang","composer.too_long_other":"{n} bytes te lang","composer.cancel_reply":"Dit bericht niet beantwoorden","composer.names_label":"Personen","composer.names_one":"{n} persoon past. Enter neemt de gekozen persoon.","composer.names_other":"{n} personen passen. Pijltjestoetsen kiezen, Enter neemt de gekozen persoon.","composer.absent":"{name} is niet binnen bereik. Het bericht wacht en gaat weg zodra dat verandert.","composer.nobody":"Er is nu niemand binnen bereik. Wie later komt, haalt op wat ontbreekt.","composer.blocked":"{name} is geblokkeerd. Hef de blokkering op om te schrijven.","search.placeholder":"Berichten zoeken","search.close":"Zoeken sluiten","search.title":"In dit gesprek zoeken","search.hint":"Typ een woord of een deel ervan.","search.none":"Niets gevonden.","search.none_hint":"Probeer minder letters, of een ander gesprek.","search.found_one":"{n} bericht gevonden","search.found_other":"{n} berichten gevonden","search.failed":"Het zoeken is niet gelukt.","search.gone":"Dit bericht is intussen verwijderd.","details.title":"Over dit bericht","details.from":"Van","details.trust":"Vertrouwen","details.delivery":"Aflevering","details.reason":"Reden","details.heard_by":"Bereik","details.sent":"Verzonden","details.received":"Ontvangen","details.way":"Afstand","details.via":"Gekomen via","details.fingerprint":"Vingerafdruk","details.message_id":"Bericht-ID","common.cancel":"Annuleren","card.map_name":"Mesh-kaart","card.map_description":"Wie bereikbaar is, hoe ze verbonden zijn en berichten onderweg.","editor.table":"Als tabel tonen","map.label":"Kaart van de mesh","map.keys":"Pijltoetsen gaan van deelnemer naar deelnemer, Enter opent er een. Plus en min zoomen, 0 toont iedereen, Shift met pijltoetsen verschuift de kaart.","map.us":"{name}, dit knooppunt","map.zoom_in":"Inzoomen","map.zoom_out":"Uitzoomen","map.fit":"Iedereen tonen","map.show_table":"Tabel tonen","map.show_map":"Kaart tonen","map.alone":"Er is nog niemand bereikbaar","map.alone_hint":"Open de app bitchat op een telefoon in de buurt, of wacht: wie binnen Bluetooth-bereik komt, verschijnt hier vanzelf.","map.details":"Deelnemer","map.column_peer":"Deelnemer","map.legend_central":"door ons verbonden","map.legend_peripheral":"verbond met ons","map.legend_announced":"tussen anderen","map.came":"Nu bereikbaar: {names}.","map.went":"Niet meer bereikbaar: {names}.","map.write":"Schrijven","map.ping":"Ping","map.verify":"Verifiëren","map.unverify":"Verificatie intrekken","map.block":"Blokkeren","map.unblock":"Deblokkeren","map.device":"Apparaatpagina","map.no_chat":"Er is geen chat op deze pagina. Voeg de chatkaart toe of zet het zijpaneel aan in de opties.","map.distance":"Afstand","map.last_seen":"Laatst gezien","map.route":"Via","map.link":"Verbinding","map.role_central":"door ons verbonden","map.role_peripheral":"verbond met ons","map.signal":"Signaal","map.signal_range":"Signaal van {low} tot {high}","map.copy_fingerprint":"Vingerafdruk kopiëren","map.verify_title":"Is dit {name}?","map.verify_text":"Vergelijk deze vingerafdruk teken voor teken met die op het scherm van de ander, naast elkaar of mondeling. Alleen als ze gelijk zijn, zit er niemand tussen.","map.verify_yes":"Ze zijn gelijk","map.block_title":"{name} blokkeren?","map.block_text":"Niets van wat deze zegt wordt nog getoond. Berichten worden nog wel aan anderen doorgegeven.","map.no_answer":"Geen antwoord. Misschien buiten bereik, of de app beantwoordt geen pings.","map.answered":"Antwoord in {time} ms","map.answered_hops_one":"Antwoord in {time} ms over {n} stap","map.answered_hops_other":"Antwoord in {time} ms over {n} stappen","map.done_verify_peer":"Geverifieerd.","map.done_unverify_peer":"Niet meer geverifieerd.","map.done_block_peer":"Geblokkeerd.","map.done_unblock_peer":"Niet meer geblokkeerd.","card.activity_name":"Mesh-activiteit","card.activity_description":"Wat je knooppunt doet, terwijl het gebeurt: berichten, mensen, verbindingen, wat het doorgeeft en problemen.","activity.label":"Activiteit van het knooppunt","activity.keys":"Pijltoetsen gaan van regel naar regel, Enter opent het gesprek. P pauzeert, schuine streep zoekt, 1 tot 6 kiezen wat wordt getoond.","activity.search":"Activiteit doorzoeken","activity.search_clear":"Zoekopdracht wissen","activity.pause":"Pauzeren","activity.resume":"Hervatten","activity.resume_new_one":"{n} nieuw – hervatten","activity.resume_new_other":"{n} nieuw – hervatten","activity.clear":"Weergave leegmaken","activity.copy":"Kopiëren wat wordt getoond","activity.shown_one":"{n} regel","activity.shown_other":"{n} regels","activity.groups":"Wat wordt getoond","activity.group_messages":"Berichten","activity.group_people":"Mensen","activity.group_links":"Verbindingen","activity.group_passing":"Doorgeven","activity.group_trouble":"Problemen","activity.group_node":"Knooppunt","activity.empty":"Er is nog niets gebeurd","activity.empty_hint":"Wat het knooppunt doet, verschijnt hier: wie komt en gaat, wat er wordt gezegd, wat het doorgeeft.","activity.none":"Niets past","activity.none_hint":"Niets van wat hier wordt bewaard, past bij de zoekopdracht en je keuze.","activity.show_all":"Alles tonen","activity.cleared":"Leeggemaakt","activity.cleared_hint":"Wat er vanaf nu gebeurt, verschijnt hier.","activity.show_again":"Het vorige weer tonen","activity.news_one":"{n} nieuwe regel activiteit","activity.news_other":"{n} nieuwe regels activiteit","activity.open_public":"Het openbare kanaal openen","activity.open_private":"Het gesprek met {name} openen","activity.gap_one":"Hier ontbreekt {n} gebeurtenis: er gebeurde te veel tegelijk.","activity.gap_other":"Hier ontbreken {n} gebeurtenissen: er gebeurde te veel tegelijk.","activity.gap_some":"Hier ontbreken misschien gebeurtenissen.","activity.times":"{n} keer","activity.somebody":"Iemand","activity.said":"{name} zei tegen iedereen","activity.we_said":"Dit knooppunt zei tegen iedereen","activity.private_received_one":"{name} stuurde een privébericht","activity.private_received_other":"{name} stuurde {n} privéberichten","activity.private_sent_one":"Dit knooppunt schreef {name} een privébericht","activity.private_sent_other":"Dit knooppunt schreef {name} {n} privéberichten","activity.public_sent":"Een bericht aan iedereen is verzonden","activity.public_relayed":"Een bericht aan iedereen is door anderen doorgegeven","activity.private_queued":"Een bericht wacht tot {name} binnen bereik is","activity.private_went_out":"Een bericht aan {name} is verzonden","activity.private_relayed":"Een bericht aan {name} is door anderen doorgegeven","activity.private_delivered":"Een bericht aan {name} is afgeleverd","activity.private_read":"{name} heeft een bericht gelezen","activity.private_failed":"Een bericht aan {name} kwam niet door","activity.private_unconfirmed":"Een bericht aan {name} is niet bevestigd","activity.relayed_one":"{n} pakket voor anderen doorgegeven","activity.relayed_other":"{n} pakketten voor anderen doorgegeven","activity.sync_one":"{n} eerder bericht van een buur opgehaald","activity.sync_other":"{n} eerdere berichten van een buur opgehaald","activity.dropped_one":"{n} pakket weggegooid","activity.dropped_other":"{n} pakketten weggegooid","activity.drop_unreadable":"onbegrijpelijk","activity.drop_forged":"niet ondertekend, of niet door de genoemde afzender","activity.drop_flood":"te veel tegelijk van één plek","activity.drop_busy":"meer dan de radio kan dragen","activity.drop_undecryptable":"niet te ontsleutelen","activity.drop_blocked":"van iemand die geblokkeerd is","activity.drop_not_accepted":"privéberichten van deze deelnemer worden niet aangenomen","activity.drop_other":"een andere reden","activity.peer_appeared":"{name} is nu binnen bereik","activity.peer_left":"{name} is niet meer binnen bereik","activity.link_up":"Er is een verbinding met {name}","activity.link_up_central":"{name} gebeld: er is een verbinding","activity.link_up_peripheral":"{name} belde dit knooppunt: er is een verbinding","activity.link_down":"De verbinding met {name} is beëindigd","activity.session":"Een versleutelde sessie met {name} is begonnen","activity.trust_blocked":"{name} is geblokkeerd","activity.trust_verified":"{name} is geverifieerd","activity.trust_proven":"{name} heeft de sleutel bewezen in een versleutelde sessie","activity.trust_known":"{name} is bekend, maar niet geverifieerd","activity.node_started":"Het knooppunt {name} is gestart","activity.node_on_air":"Het knooppunt is in de lucht","activity.node_off_air":"Het knooppunt is uit de lucht","activity.node_nickname":"Het knooppunt heet nu {name}","activity.node_other":"Er is iets veranderd aan het knooppunt","activity.other":"Er is iets gebeurd dat deze versie van het dashboard niet kent"};var _7={"common.try_again":"重试","common.close":"关闭","card.chat_name":"网状网络聊天","card.chat_description":"阅读和发送网状网络上的消息：公共频道以及与每个节点的私聊。","card.bad_conversation":"“conversation”必须是“all”、“public”或某个节点的 64 位十六进制指纹。","card.bad_height":"“height”必须是像素数，至少为 {n}。","panel.title":"Mesh Broadcast","panel.menu":"侧边栏","panel.chat":"聊天","panel.map":"地图","panel.activity":"活动","strategy.name":"Mesh Broadcast","strategy.description":"网状网络的聊天、地图和活动，以及本节点的状态。","strategy.status":"状态","strategy.node":"本节点","strategy.peer":"节点","editor.title":"标题","editor.conversation":"会话","editor.conversation_all":"所有会话","editor.conversation_public":"仅公共频道","editor.conversation_help":"所有会话、公共频道，或某个节点的指纹。","editor.read_only":"只读","editor.show_signal":"始终显示跳数和信号","editor.mark_read":"将消息标为已读","editor.mark_read_help":"在常亮的屏幕上请关闭此项，这样消息会保持未读，直到有人在别处查看。","editor.height":"高度","editor.height_help":"在分区视图中由布局决定。","state.loading":"正在连接网状网络…","state.offline":"与 Home Assistant 的连接已断开。","state.offline_hint":"连接会自动恢复；您输入的内容会保留。","state.not_loaded":"网状网络节点未运行。","state.not_loaded_admin":"它可能正在启动。如果一直如此，请在设置中查看 Mesh Broadcast：进行配置、启用或重新加载。","state.not_loaded_user":"它可能正在启动。如果一直如此，请询问管理此 Home Assistant 的人。","state.open_settings":"打开设置","state.not_allowed":"您无权查看网状网络。","state.not_allowed_hint":"此 Home Assistant 的管理员可以授权。","state.failed":"节点给出了此处无法理解的回答。","state.not_running":"节点未在广播。","state.not_running_hint":"请检查是否有蓝牙适配器或代理。您可以阅读，但不能发送。","error.offline":"与 Home Assistant 的连接已断开。请在恢复后重试。","error.not_loaded":"网状网络节点未运行。请稍后重试。","error.not_allowed":"您无权执行此操作。管理员可以在 Mesh Broadcast 的选项中允许您使用私密消息。","error.not_running":"节点未在广播：请检查是否有蓝牙适配器或代理，然后重试。","error.peer_unknown":"节点已不认识此对象。请等到其再次进入范围。","error.peer_blocked":"此节点已被屏蔽。请先解除屏蔽再发送。","error.message_unknown":"此消息已被删除。","error.message_not_failed":"此消息正在途中：无需再次发送。","error.unknown":"操作未成功。请重试；Home Assistant 的日志中可能有更多信息。","chat.private":"端到端加密","chat.back":"会话列表","chat.search":"在此会话中搜索","chat.keys":"方向键在消息之间移动，回车键前往可对消息执行的操作，Esc 键回到输入框。","conversations.label":"会话列表","conversations.public":"公共频道","conversations.in_reach":"范围内","conversations.find":"查找人员","conversations.none":"没有认识此名称的人。","conversations.others":"其他","conversations.people_one":"范围内有 {n} 人","conversations.people_other":"范围内有 {n} 人","conversations.unread_one":"{n} 条未读消息","conversations.unread_other":"{n} 条未读消息","thread.label":"消息","thread.loading":"正在加载消息…","thread.failed":"无法加载消息。","thread.loading_older":"正在加载更早的消息…","thread.load_older":"加载更早的消息","thread.beginning":"在此之前没有消息。","thread.pruned":"更早的消息已被删除。","thread.pruned_days_one":"更早的消息已被删除：消息保留 {n} 天。","thread.pruned_days_other":"更早的消息已被删除：消息保留 {n} 天。","thread.empty_public":"还没有人说话。","thread.empty_public_hint":"打个招呼吧：网络范围内的所有人都会看到。","thread.empty_read_only":"公共频道中的消息将显示在此处。","thread.empty_private":"与 {name} 还没有消息。","thread.empty_private_hint":"只有你们两人能看到这里的内容。","thread.unread_marker":"新消息","thread.new_messages_one":"{n} 条新消息","thread.new_messages_other":"{n} 条新消息","thread.to_end":"前往最新消息","message.you":"您","message.by_verified":"{name}（已验证）","message.actions":"对此消息的操作","message.reply":"回复","message.mention":"提及","message.copy":"复制文本","message.copied":"已复制。","message.copy_failed":"浏览器不允许此页面复制。请改为选中文本。","message.details":"详情","message.resend":"再次发送","message.retry":"重试","message.edit":"编辑","message.discard":"丢弃","message.show_all":"显示全部","status.sending":"正在发送","status.refused":"未发送","status.queued":"等待对方进入范围","status.sent":"已发送","status.relayed":"已由他人转发","status.heard_by_one":"至少 {n} 个节点已收到","status.heard_by_other":"至少 {n} 个节点已收到","status.delivered":"已送达","status.read":"已读","status.expired":"未确认","status.failed":"未送达","failure.expired":"未送达：对方未能及时进入范围。","failure.outbox_full":"未送达：等待的消息过多。","failure.not_confirmed":"未确认：消息可能已到达，但没有收到确认。","failure.identity_changed":"未送达：现在以此名称应答的是另一个人。再次发送前请比对指纹。","failure.wiped":"未送达：节点在此期间清除了所有数据。","failure.unknown":"未送达。","hops.direct":"邻居",hops_one:"{n} 跳",hops_other:"{n} 跳","signal.dbm":"{value} dBm","trust.verified":"已验证","trust.seen_long":"见过：消息有签名，但密钥对我们来说是新的。","trust.pinned_long":"认识：与首次相遇时的密钥相同。","trust.proven_long":"已证明：加密会话证明了该密钥。","trust.verified_long":"已验证：您比对过指纹。","peer.unknown":"已不认识","peer.blocked":"已屏蔽","peer.in_reach":"在范围内","peer.absent":"不在范围内","peer.last_seen":"上次见到：{when}","composer.placeholder_public":"发送给范围内的所有人","composer.placeholder_private":"给 {name} 的私密消息","composer.send":"发送","composer.empty":"请先输入内容","composer.bytes":"{n} / {limit} 字节","composer.parts_one":"分 {n} 条发送","composer.parts_other":"分 {n} 条发送","composer.too_long_one":"超出 {n} 字节","composer.too_long_other":"超出 {n} 字节","composer.cancel_reply":"不回复此消息","composer.names_label":"人员","composer.names_one":"有 {n} 人匹配。回车键选定。","composer.names_other":"有 {n} 人匹配。方向键选择，回车键选定。","composer.absent":"{name} 不在范围内。消息会等待，并在其返回时发送。","composer.nobody":"现在范围内没有人。之后到来的人会获取错过的消息。","composer.blocked":"{name} 已被屏蔽。请先解除屏蔽再发送。","search.placeholder":"搜索消息","search.close":"关闭搜索","search.title":"搜索此会话","search.hint":"输入一个词或其中一部分。","search.none":"没有找到。","search.none_hint":"请减少字数，或在其他会话中搜索。","search.found_one":"找到 {n} 条消息","search.found_other":"找到 {n} 条消息","search.failed":"搜索未成功。","search.gone":"此消息已被删除。","details.title":"消息详情","details.from":"来自","details.trust":"信任","details.delivery":"投递","details.reason":"原因","details.heard_by":"覆盖","details.sent":"发送时间","details.received":"接收时间","details.way":"距离","details.via":"经由","details.fingerprint":"指纹","details.message_id":"消息 ID","common.cancel":"取消","card.map_name":"网状网络地图","card.map_description":"谁在范围内、如何相连，以及传递中的消息。","editor.table":"以表格显示","map.label":"网状网络地图","map.keys":"方向键在节点间移动，回车打开。加减键缩放，0 显示全部，Shift 加方向键移动地图。","map.us":"{name}，本节点","map.zoom_in":"放大","map.zoom_out":"缩小","map.fit":"显示全部","map.show_table":"显示表格","map.show_map":"显示地图","map.alone":"范围内还没有人","map.alone_hint":"在附近的手机上打开 bitchat 应用，或稍等：进入蓝牙范围的人会自动出现在这里。","map.details":"节点","map.column_peer":"节点","map.legend_central":"我方发起","map.legend_peripheral":"对方发起","map.legend_announced":"其他节点之间","map.came":"现已在范围内：{names}。","map.went":"已离开范围：{names}。","map.write":"写消息","map.ping":"Ping","map.verify":"验证","map.unverify":"撤销验证","map.block":"屏蔽","map.unblock":"取消屏蔽","map.device":"设备页面","map.no_chat":"本页没有聊天。请添加聊天卡片，或在选项中启用侧边栏面板。","map.distance":"距离","map.last_seen":"最后出现","map.route":"经由","map.link":"连接","map.role_central":"由我方发起","map.role_peripheral":"由对方发起","map.signal":"信号","map.signal_range":"信号从 {low} 到 {high}","map.copy_fingerprint":"复制指纹","map.verify_title":"这是 {name} 吗？","map.verify_text":"请当面或通过语音，逐位比对此指纹与对方屏幕上的指纹。只有完全一致，才说明中间没有他人。","map.verify_yes":"两者一致","map.block_title":"屏蔽 {name}？","map.block_text":"不再显示其内容，但仍会为他人转发其消息。","map.no_answer":"无应答。可能不在范围内，或其应用不应答 Ping。","map.answered":"{time} 毫秒内应答","map.answered_hops_one":"{time} 毫秒内应答，{n} 跳","map.answered_hops_other":"{time} 毫秒内应答，{n} 跳","map.done_verify_peer":"已验证。","map.done_unverify_peer":"不再视为已验证。","map.done_block_peer":"已屏蔽。","map.done_unblock_peer":"已取消屏蔽。","card.activity_name":"网状网络动态","card.activity_description":"实时显示您的节点在做什么：消息、人员、连接、转发和异常。","activity.label":"节点动态","activity.keys":"方向键逐行移动，回车打开会话。P 暂停，斜杠搜索，1 到 6 选择显示内容。","activity.search":"搜索动态","activity.search_clear":"清除搜索","activity.pause":"暂停","activity.resume":"继续","activity.resume_new_one":"{n} 条新动态 – 继续","activity.resume_new_other":"{n} 条新动态 – 继续","activity.clear":"清空视图","activity.copy":"复制所示内容","activity.shown_one":"{n} 行","activity.shown_other":"{n} 行","activity.groups":"显示内容","activity.group_messages":"消息","activity.group_people":"人员","activity.group_links":"连接","activity.group_passing":"转发","activity.group_trouble":"异常","activity.group_node":"节点","activity.empty":"还没有发生任何事","activity.empty_hint":"节点所做的一切都会显示在这里：谁来谁走、说了什么、转发了什么。","activity.none":"没有匹配项","activity.none_hint":"这里保存的内容都不符合搜索和所选条件。","activity.show_all":"全部显示","activity.cleared":"已清空","activity.cleared_hint":"此后发生的事会显示在这里。","activity.show_again":"重新显示之前的内容","activity.news_one":"{n} 行新动态","activity.news_other":"{n} 行新动态","activity.open_public":"打开公共频道","activity.open_private":"打开与 {name} 的会话","activity.gap_one":"此处缺少 {n} 条动态：同时发生的事太多。","activity.gap_other":"此处缺少 {n} 条动态：同时发生的事太多。","activity.gap_some":"此处可能缺少一些动态。","activity.times":"{n} 次","activity.somebody":"某人","activity.said":"{name} 对所有人说","activity.we_said":"本节点对所有人说","activity.private_received_one":"{name} 发来一条私信","activity.private_received_other":"{name} 发来 {n} 条私信","activity.private_sent_one":"本节点给 {name} 发了一条私信","activity.private_sent_other":"本节点给 {name} 发了 {n} 条私信","activity.public_sent":"一条给所有人的消息已发出","activity.public_relayed":"一条给所有人的消息已由他人转发","activity.private_queued":"一条消息正在等待 {name} 进入范围","activity.private_went_out":"给 {name} 的消息已发出","activity.private_relayed":"给 {name} 的消息已由他人转发","activity.private_delivered":"给 {name} 的消息已送达","activity.private_read":"{name} 已读一条消息","activity.private_failed":"给 {name} 的消息未能送达","activity.private_unconfirmed":"给 {name} 的消息未得到确认","activity.relayed_one":"为他人转发了 {n} 个数据包","activity.relayed_other":"为他人转发了 {n} 个数据包","activity.sync_one":"从邻居处取得 {n} 条较早的消息","activity.sync_other":"从邻居处取得 {n} 条较早的消息","activity.dropped_one":"丢弃了 {n} 个数据包","activity.dropped_other":"丢弃了 {n} 个数据包","activity.drop_unreadable":"无法理解","activity.drop_forged":"没有签名，或签名与所称的发送者不符","activity.drop_flood":"同一来源一次发送过多","activity.drop_busy":"超出无线电的承载能力","activity.drop_undecryptable":"无法解密","activity.drop_blocked":"来自已屏蔽的人","activity.drop_not_accepted":"不接受此节点的私信","activity.drop_other":"其他原因","activity.peer_appeared":"{name} 进入范围","activity.peer_left":"{name} 已离开范围","activity.link_up":"与 {name} 的连接已建立","activity.link_up_central":"主动连接 {name}：连接已建立","activity.link_up_peripheral":"{name} 连接了本节点：连接已建立","activity.link_down":"与 {name} 的连接已结束","activity.session":"与 {name} 的加密会话已开始","activity.trust_blocked":"{name} 已被屏蔽","activity.trust_verified":"{name} 已验证","activity.trust_proven":"{name} 已在加密会话中证明其密钥","activity.trust_known":"{name} 已认识，但未验证","activity.node_started":"节点 {name} 已启动","activity.node_on_air":"节点已开始收发","activity.node_off_air":"节点已停止收发","activity.node_nickname":"节点现在名为 {name}","activity.node_other":"节点有变化","activity.other":"发生了此版本仪表板不认识的事"};var e0={en:V0,de:b7,es:w7,fr:O7,nl:k7,"zh-Hans":_7};function V5(H){return I1(H?.locale?.language??H?.language??"en")}function I1(H){let V=P7.get(H);return V||(V=g8(S8(H)),P7.set(H,V)),V}var P7=new Map;function S8(H){if(H in e0)return H;let V=H.split("-")[0]??"en";return V==="zh"?/hant|tw|hk|mo/iu.test(H)?"en":"zh-Hans":V in e0?V:"en"}function g8(H){let V=e0[H]??V0,C=new Intl.PluralRules(H);return Object.assign((L,r)=>T7(V[L],r),{language:H,plural(L,r,t){let i=C.select(r)==="one"?"one":"other";return T7(V[`${L}_${i}`],{n:r,...t})}})}function T7(H,V){return V?H.replace(/\{(\w+)\}/gu,(C,e)=>e in V?String(V[e]):C):H}var W1="mesh_broadcast",L0="https://github.com/mesh-broadcast/mesh-broadcast/blob/main/docs/dashboard.md";var y8=new Set(["offline","not_loaded","not_allowed","peer_unknown","peer_blocked","message_unknown","message_not_failed","message_empty","message_too_long","send_limit","not_running","invalid_format"]),b8={unknown_command:"not_loaded",unauthorized:"not_allowed"},X=class H extends Error{constructor(C,e=""){super(e);this.code=C;this.name="MeshError"}static from(C){if(C instanceof H)return C;if(typeof C=="number")return new H("offline");if(typeof C=="object"&&C!==null){let{code:e,message:L}=C,r=typeof L=="string"?L:"";if(typeof e=="number")return new H("offline");if(typeof e=="string"){let t=b8[e]??(y8.has(e)?e:"unknown");return new H(t,r)}return new H("unknown",r)}return new H("unknown",String(C))}};var D5=class{constructor(V){this.connection=V}node(){return this.call("node")}list(V){return this.call("messages/list",{...V})}send(V,C){return this.call("messages/send",{conversation:V,text:C})}resend(V,C){return this.call("messages/resend",{conversation:V,message_id:C})}markRead(V){return this.call("messages/mark_read",{conversation:V})}signalHistory(V){return this.call("signal_history",{fingerprint:V})}async call(V,C={}){try{return await this.connection.sendMessagePromise({type:`${W1}/${V}`,...C})}catch(e){throw X.from(e)}}};async function B7(H,V){return await E7(H,"ping",{fingerprint:V},!0)??{answered:!1,hops:null,round_trip_ms:null}}async function R7(H,V,C){await E7(H,V,{fingerprint:C},!1)}async function E7(H,V,C,e){try{return(await H.callService(W1,V,C,{},!1,e))?.response}catch(L){throw X.from(L)}}var _="public";var F7=[500,1e3,2e3,4e3,8e3,15e3],N5=class{constructor(V,C,e,L,r){this.connection=V;this.command=C;this.data=e;this.onEvent=L;this.onState=r;this.attempts=0;this.running=!1;this.generation=0;this.retryNow=()=>{!this.running||this.unsubscribe||(this.attempts=0,this.subscribe())};this.lost=()=>{this.drop(!1),this.onState("offline")}}start(){this.running||(this.running=!0,this.connection.addEventListener("ready",this.retryNow),this.connection.addEventListener("disconnected",this.lost),this.attempts=0,this.subscribe())}stop(){this.running&&(this.running=!1,this.connection.removeEventListener("ready",this.retryNow),this.connection.removeEventListener("disconnected",this.lost),this.drop(!0),this.onState("idle"))}drop(V){this.generation+=1,clearTimeout(this.timer);let C=this.unsubscribe;this.unsubscribe=void 0,V&&C&&$7(C)}async subscribe(){this.drop(!1);let V=this.generation;if(this.connection.connected===!1){this.onState("offline");return}this.onState("connecting");try{let C=await this.connection.subscribeMessage(e=>{V===this.generation&&this.received(e)},{type:`${W1}/${this.command}`,...this.data},{resubscribe:!1});V===this.generation?this.unsubscribe=C:$7(C)}catch(C){if(V!==this.generation)return;this.failed(X.from(C))}}received(V){if(this.attempts=0,V.type==="gone"){this.onState("not_loaded");return}this.onEvent(V),this.onState("live")}failed(V){switch(V.code){case"offline":case"not_loaded":case"not_allowed":this.onState(V.code,V);break;default:this.onState("failed",V)}this.retryLater()}retryLater(){if(!this.running)return;let V=F7[Math.min(this.attempts,F7.length-1)];this.attempts+=1,clearTimeout(this.timer),this.timer=setTimeout(()=>{this.subscribe()},V)}};async function $7(H){try{await H()}catch{}}var _2=class{constructor(){this.listeners=new Set}observe(V){return this.listeners.add(V),()=>this.listeners.delete(V)}changed(){for(let V of[...this.listeners])V()}};var w8=5e3,A1=class extends _2{constructor(C,e,L={}){super();this.feedState="idle";this.loaded=!1;this.viewers=0;this.retry=()=>this.feed.retryNow();this.feed=new N5(C,e,L,r=>{r.type==="snapshot"&&(this.loaded=!0),this.receive(r)},(r,t)=>{if(r===this.feedState&&t===this.error&&r!=="live")return;let i=this.feedState;this.feedState=r,this.error=t,(r!=="live"||i!=="live")&&this.changed()})}retain(){clearTimeout(this.lingering),this.viewers+=1,this.feed.start();let C=!0;return()=>{C&&(C=!1,this.viewers-=1,this.viewers===0&&(clearTimeout(this.lingering),this.lingering=setTimeout(()=>{this.viewers===0&&this.feed.stop()},w8)))}}};var O8=1e3;function X1(H){return!("entry"in H)}var z5=class extends A1{constructor(C){super(C,"activity/subscribe");this.items=[];this.count=0}receive(C){if(C.type==="snapshot")this.begin(C.entries);else{let{entries:e=[],dropped:L=0}=C;L>0&&this.add([this.gap(e[0]?.at??Date.now(),L)]),this.add(e.map(r=>this.happening(r)))}this.changed()}begin(C){let e=C[0],L=new Map;for(let t of this.items)X1(t)||L.set(t.entry.id,t.entry);let r=[...L.values()].at(-1);if(!e||!r)this.items=[];else if(e.at>r.at&&e.id!==r.id)this.items=this.items.filter(t=>X1(t)||!k8(t.entry)),e.id>1&&this.add([this.gap(e.at,void 0)]);else if(this.agrees(C,L)){this.add(C.filter(({id:t})=>t>r.id).map(t=>this.happening(t)));return}else this.items=[];this.add(C.map(t=>this.happening(t)))}agrees(C,e){let L=C[0]?.id??0,r=new Map(C.map(i=>[i.id,i]));for(let[i,{at:M}]of e)if(i>=L&&r.get(i)?.at!==M)return!1;let t=Math.max(...e.keys());return C.every(({id:i})=>i>t||e.has(i))}happening(C){return{number:this.count+=1,at:C.at,entry:C}}gap(C,e){return{number:this.count+=1,at:C,missing:e}}add(C){this.items=[...this.items,...C].slice(-O8)}};function k8({kind:H,data:V}){let{conversation:C}=V;return H==="session"||C!==void 0&&C!==_}var D7={queued:0,sent:1,relayed:2,expired:3,failed:4,delivered:5,read:6};function e5(H,{status:V,failure:C,heard_by:e}){let L=H.status===null||D7[V]>=D7[H.status],r={status:L?V:H.status,failure:L?C:H.failure,heard_by:Math.max(e,H.heard_by)};return r.status===H.status&&r.failure===H.failure&&r.heard_by===H.heard_by?H:{...H,...r}}function N7(H){return H.own&&(H.status==="failed"||H.status==="expired")}var r0=50,_8=200,P8=25;function r1(H){return Math.min(H.sent,H.received)}var z7=0,I5=class extends _2{constructor(C,e){super();this.api=C;this.conversation=e;this.messages=[];this.pending=[];this.more=!1;this.pruned=!1;this.loaded=!1;this.loading=!1;this.loadingOlder=!1;this.draft="";this.byId=new Map;this.localIds=new Map}get(C){return this.byId.get(C)}keyOf(C){return this.localIds.get(C.message_id)??C.message_id}async load(){if(!this.loading){this.loading=!0,this.error=void 0,this.changed();try{let C=await this.api.list({conversation:this.conversation,limit:r0}),e=C.messages.some(L=>this.byId.has(L.message_id));if(!e||!C.more){let L=new Set(C.messages.map(t=>t.message_id)),r=C.messages.at(-1);for(let[t,i]of this.byId){let M=r&&e&&r1(i)>r1(r);!L.has(t)&&!M&&this.byId.delete(t)}this.more=C.more,this.pruned=C.pruned}this.insert(C.messages),this.refresh(),this.loaded=!0}catch(C){this.error=X.from(C)}finally{this.loading=!1,this.changed()}}}async loadOlder(C=r0){let e=this.messages[0];if(!(this.loadingOlder||!this.more||!e)){this.loadingOlder=!0,this.error=void 0,this.changed();try{let L=await this.api.list({conversation:this.conversation,limit:C,before:e.message_id});this.more=L.more&&L.messages.length>0,this.pruned=L.pruned,this.insert(L.messages),this.refresh()}catch(L){this.error=X.from(L)}finally{this.loadingOlder=!1,this.changed()}}}async reveal(C){for(let e=0;e<P8&&!this.byId.has(C)&&!(!this.more||(await this.loadOlder(_8),this.error));e+=1);return this.byId.has(C)}async search(C){return(await this.api.list({conversation:this.conversation,limit:r0,search:C})).messages}async send(C){z7+=1;let e={localId:`local-${z7}`,text:C,at:Date.now(),error:void 0};this.pending=[...this.pending,e],this.changed(),await this.deliver(e.localId,C)}async retry(C){let e=this.pending.find(L=>L.localId===C);e?.error&&(this.replacePending(C,{...e,at:Date.now(),error:void 0}),this.changed(),await this.deliver(C,e.text))}discard(C){let e=this.pending.find(L=>L.localId===C);return this.replacePending(C,void 0),this.changed(),e?.text??""}async resend(C){let{message:e}=await this.api.resend(this.conversation,C);e.message_id!==C&&this.remove([C]),this.insert([e]),this.refresh(),this.changed()}receive(C,e=[]){if(!(!this.loaded&&!this.loading)){for(let L of C){if(!L.own||this.byId.has(L.message_id))continue;let r=this.pending.find(t=>!t.error&&t.text===L.text);r&&this.settle(r.localId,L)}this.insert(C);for(let L of e){let r=this.byId.get(L.message_id);r&&this.replace(e5(r,L))}this.refresh(),this.changed()}}forget(C){C?this.remove(C):(this.byId.clear(),this.more=!1,this.pruned=!1,this.refresh()),this.changed()}markRead(C){let e=C&&new Set(C),L=!1;for(let r of this.messages)!r.unread||e&&!e.has(r.message_id)||(this.byId.set(r.message_id,{...r,unread:!1}),L=!0);L&&(this.refresh(),this.changed())}async deliver(C,e){try{let{message:L}=await this.api.send(this.conversation,e);this.settle(C,L),this.insert([L]),this.refresh()}catch(L){let r=this.pending.find(t=>t.localId===C);r&&this.replacePending(C,{...r,error:X.from(L)})}this.changed()}settle(C,e){this.pending.some(L=>L.localId===C)&&(this.replacePending(C,void 0),this.localIds.set(e.message_id,C))}replacePending(C,e){this.pending=this.pending.flatMap(L=>L.localId===C?e?[e]:[]:[L])}insert(C){for(let e of C){let L=this.byId.get(e.message_id);this.replace(L?.status&&e.status?e5(e,{status:L.status,failure:L.failure,heard_by:L.heard_by}):e)}}replace(C){this.byId.set(C.message_id,C)}remove(C){for(let e of C)this.byId.delete(e);this.refresh()}refresh(){this.messages=[...this.byId.values()].sort((C,e)=>r1(C)-r1(e))}};var T8=400,W5=class extends A1{constructor(C){super(C.connection,"messages/subscribe");this.api=C;this.conversations=new Map;this.openers=[];this.threads=new Map;this.reading=new Map}get sorted(){return[...this.conversations.values()].sort((C,e)=>C.conversation===_?-1:e.conversation===_?1:U5(e)-U5(C))}get unread(){let C=0;for(let{unread:e}of this.conversations.values())C+=e;return C}thread(C){let e=this.threads.get(C);return e||(e=new I5(this.api,C),this.threads.set(C,e)),e}open(C){let e=this.openers.at(-1);return e?e(C):this.requested=C,e!==void 0}offer(C){this.openers.push(C);let{requested:e}=this;return this.requested=void 0,e&&C(e),()=>{let L=this.openers.indexOf(C);L>=0&&this.openers.splice(L,1)}}markRead(C){let e=this.conversations.get(C);e?.unread&&(this.conversations.set(C,{...e,unread:0}),this.threads.get(C)?.markRead(),this.reading.has(C)||this.reading.set(C,setTimeout(()=>{this.reading.delete(C),this.api.markRead(C).catch(()=>{})},T8)),this.changed())}receive(C){if(C.type==="snapshot"){this.conversations.clear();for(let e of C.conversations)this.conversations.set(e.conversation,e);for(let e of this.threads.values())(e.loaded||e.error)&&e.load()}else{for(let e of C.conversations??[])this.conversations.set(e.conversation,e);for(let e of C.removed??[])this.conversations.delete(e),this.threads.get(e)?.forget();for(let{conversation:e,message_id:L}of C.removed_messages??[])this.threads.get(e)?.forget([L]);for(let{conversation:e,message_ids:L}of C.read??[])this.threads.get(e)?.markRead(L);this.receiveMessages(C)}this.changed()}receiveMessages(C){let e=I7(C.messages??[]),L=I7(C.deliveries??[]);for(let r of new Set([...e.keys(),...L.keys()]))this.threads.get(r)?.receive(e.get(r)??[],L.get(r)??[]);for(let[r,t]of L){let i=this.conversations.get(r),M=i?.last,o=t.findLast(a=>a.message_id===M?.message_id);i&&M&&o&&this.conversations.set(r,{...i,last:e5(M,o)})}}};function U5({last:H}){return H?r1(H):0}function I7(H){let V=new Map;for(let C of H){let e=V.get(C.conversation);e?e.push(C):V.set(C.conversation,[C])}return V}function W7(H,V){let C=Math.max(0,V-50-1),e=H.slice(C,V),L=e.lastIndexOf("@");if(L<0||L>0&&/[\p{L}\p{N}]/u.test(e[L-1]??""))return;let r=e.slice(L+1);if(!(r.includes(`
`)||/\s{2}/u.test(r)||r.startsWith(" ")))return{start:C+L,typed:r}}function U7(H,V,C){let e=V.toLocaleLowerCase(),L=[],r=[];for(let t of H){let i=t.nickname.toLocaleLowerCase();i.startsWith(e)?L.push(t):e&&i.includes(e)&&r.push(t)}return[...L,...r].slice(0,C)}function G7(H){return[...new Set(H)].filter(Boolean).sort((V,C)=>C.length-V.length||(V<C?-1:1))}function q7(H,V){if(!H.includes("@")||!V.length)return[{text:H,mention:!1}];let C=[],e=0,L=0;for(;;){let r=H.indexOf("@",L);if(r<0)break;let t=V.find(i=>H.startsWith(i,r+1)&&!/^[\p{L}\p{N}_]/u.test(H.slice(r+1+i.length,r+3+i.length)));if(t===void 0){L=r+1;continue}r>e&&C.push({text:H.slice(e,r),mention:!1}),L=e=r+1+t.length,C.push({text:H.slice(r,e),mention:!0})}return e<H.length&&C.push({text:H.slice(e),mention:!1}),C}var G5=class extends A1{constructor(C){super(C,"peers/subscribe",{include_known:!0});this.peers=new Map;this.names=[];this.namesakes=new Map}get(C){return this.peers.get(C)}byPeerId(C){for(let e of this.peers.values())if(e.peer_id===C)return e}get inReach(){return[...this.peers.values()].filter(C=>C.in_reach)}isAmbiguous(C){return(this.namesakes.get(C)??0)>1}receive(C){if(C.type==="snapshot"){this.node=C.node,this.peers.clear();for(let e of C.peers)this.peers.set(e.fingerprint,e)}else{C.node&&(this.node=C.node);for(let e of C.changed??[])this.peers.set(e.fingerprint,e);for(let e of C.removed??[])this.peers.delete(e)}this.countNames(),this.changed()}countNames(){let C=new Map;for(let{nickname:r}of this.peers.values())C.set(r,(C.get(r)??0)+1);let e=G7([this.node?.nickname??"",...C.keys()]);e.length===this.names.length&&e.every((r,t)=>r===this.names[t])||(this.names=e),this.namesakes=C}};var q5=class extends A1{constructor(C){super(C,"topology/subscribe");this.links=[];this.edges=[];this.watchers=new Set}onPulses(C){return this.watchers.add(C),()=>this.watchers.delete(C)}receive(C){let e=C.type==="delta"?C.pulses??[]:[];if(C.links&&(this.links=C.links),C.edges&&(this.edges=C.edges),(C.links||C.edges)&&this.changed(),e.length)for(let L of[...this.watchers])L(e)}};var P2=class H{constructor(V){this.api=new D5(V),this.peers=new G5(V),this.chat=new W5(this.api),this.topology=new q5(V),this.activity=new z5(V)}static of(V){let C=Q7.get(V);return C||(C=new H(V),Q7.set(V,C)),C}},Q7=new WeakMap;var F=class extends j1{get session(){return this.hass?P2.of(this.hass.connection):void 0}get t(){return V5(this.hass)}get formats(){return $5.of(this.hass)}fire(V,C){this.dispatchEvent(new CustomEvent(V,{detail:C,bubbles:!0,composed:!0}))}};x([O({attribute:!1,hasChanged:(V,C)=>V?.connection!==C?.connection||V?.locale!==C?.locale||V?.language!==C?.language||V?.connected!==C?.connected||V?.user!==C?.user})],F.prototype,"hass",2);function K7(H,V){customElements.get(H)||customElements.define(H,V)}var D=R`
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
`;function Y1(){let H=document.querySelector("home-assistant");return H?.hass?.locale?.language??H?.hass?.language??document.documentElement.lang??"en"}var b1=class extends F{setConfig(V){let{minHeight:C}=this.size;if(V.height!==void 0&&!(Number(V.height)>=C))throw new Error(I1(Y1())("card.bad_height",{n:C}));this.config=V}getCardSize(){return Math.ceil((this.config?.height??this.size.height)/50)}getGridOptions(){let{rows:V,minRows:C}=this.size;return{columns:12,min_columns:6,rows:V,min_rows:C}}static getStubConfig(){return{}}render(){let{config:V}=this;if(!V)return A``;let C=Number(V.height??this.size.height);return A`<ha-card style=${`--mb-height: ${C}px`}>${this.renderView(V)}</ha-card>`}static{this.styles=[D,R`
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
    `]}};x([b()],b1.prototype,"config",2),x([O({reflect:!0})],b1.prototype,"layout",2);function T2(H,V){let C=I1(Y1()),e=[{name:"title",label:"editor.title",selector:{text:{}}},...V,{name:"height",label:"editor.height",help:"editor.height_help",selector:{number:{min:H.minHeight,max:2e3,mode:"box",unit_of_measurement:"px"}}}],L=new Map(e.map(r=>[r.name,r]));return{schema:e.map(({label:r,help:t,...i})=>i),computeLabel:({name:r})=>{let t=L.get(r);return t?C(t.label):r},computeHelper:({name:r})=>{let t=L.get(r)?.help;return t&&C(t)}}}var j7={height:480,minHeight:240,rows:8,minRows:4},Q5=class extends b1{constructor(){super(...arguments);this.size=j7}static getConfigForm(){return T2(j7,[])}renderView(C){return A`<mesh-broadcast-activity-view
      .hass=${this.hass}
      .heading=${C.title??""}
    ></mesh-broadcast-activity-view>`}};var X7={height:560,minHeight:280,rows:9,minRows:5},B8=/^[0-9a-f]{64}$/u,L5=class extends b1{constructor(){super(...arguments);this.preview=!1;this.size=X7}setConfig(C){let{conversation:e}=C;if(e&&e!=="all"&&e!==_&&!B8.test(e))throw new Error(I1(Y1())("card.bad_conversation"));super.setConfig(C)}static getConfigForm(){let C=I1(Y1());return T2(X7,[{name:"conversation",label:"editor.conversation",help:"editor.conversation_help",selector:{select:{mode:"dropdown",custom_value:!0,options:[{value:"all",label:C("editor.conversation_all")},{value:_,label:C("editor.conversation_public")}]}}},{name:"show_signal",label:"editor.show_signal",selector:{boolean:{}}},{name:"read_only",label:"editor.read_only",selector:{boolean:{}}},{name:"mark_read",label:"editor.mark_read",help:"editor.mark_read_help",default:!0,selector:{boolean:{}}}])}renderView(C){let e=C.conversation&&C.conversation!=="all"?C.conversation:void 0;return A`<mesh-broadcast-chat-view
      .hass=${this.hass}
      .only=${e}
      .heading=${C.title??""}
      .readOnly=${C.read_only??!1}
      .showSignal=${C.show_signal??!1}
      .keepUnread=${this.preview||C.mark_read===!1}
    ></mesh-broadcast-chat-view>`}};x([O({type:Boolean})],L5.prototype,"preview",2);var Y7={height:480,minHeight:240,rows:8,minRows:4},K5=class extends b1{constructor(){super(...arguments);this.size=Y7}static getConfigForm(){return T2(Y7,[{name:"table",label:"editor.table",selector:{boolean:{}}}])}renderView(C){return A`<mesh-broadcast-map-view
      .hass=${this.hass}
      .heading=${C.title??""}
      .table=${C.table??!1}
    ></mesh-broadcast-map-view>`}};function j5(H){let V=window;V.customCards??=[],!V.customCards.some(C=>C.type===H.type)&&V.customCards.push({type:H.type,name:H.name,description:H.description,preview:!0,documentationURL:L0,getEntitySuggestion:(C,e)=>{let L=R8(C,e)?H.suggest?.(C,e):void 0;return L?{config:{type:`custom:${H.type}`,...L}}:null}})}function J7(H){let V=window;V.customStrategies??=[],!V.customStrategies.some(C=>C.type===H.type)&&V.customStrategies.push({...H,strategyType:"dashboard",documentationURL:L0})}function R8(H,V){return H.entities?.[V]?.platform===W1}var C4={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},X5=H=>(...V)=>({_$litDirective$:H,values:V}),B2=class{constructor(V){}get _$AU(){return this._$AM._$AU}_$AT(V,C,e){this._$Ct=V,this._$AM=C,this._$Ci=e}_$AS(V,C){return this.update(V,C)}update(V,C){return this.render(...C)}};var{I:E8}=S7,H4=H=>H;var V4=()=>document.createComment(""),R2=(H,V,C)=>{let e=H._$AA.parentNode,L=V===void 0?H._$AB:V._$AA;if(C===void 0){let r=e.insertBefore(V4(),L),t=e.insertBefore(V4(),L);C=new E8(r,t,H,H.options)}else{let r=C._$AB.nextSibling,t=C._$AM,i=t!==H;if(i){let M;C._$AQ?.(H),C._$AM=H,C._$AP!==void 0&&(M=H._$AU)!==t._$AU&&C._$AP(M)}if(r!==L||i){let M=C._$AA;for(;M!==r;){let o=H4(M).nextSibling;H4(e).insertBefore(M,L),M=o}}}return C},J1=(H,V,C=H)=>(H._$AI(V,C),H),F8={},e4=(H,V=F8)=>H._$AH=V,L4=H=>H._$AH,Y5=H=>{H._$AR(),H._$AA.remove()};var r4=(H,V,C)=>{let e=new Map;for(let L=V;L<=C;L++)e.set(H[L],L);return e},p1=X5(class extends B2{constructor(H){if(super(H),H.type!==C4.CHILD)throw Error("repeat() can only be used in text expressions")}dt(H,V,C){let e;C===void 0?C=V:V!==void 0&&(e=V);let L=[],r=[],t=0;for(let i of H)L[t]=e?e(i,t):t,r[t]=C(i,t),t++;return{values:r,keys:L}}render(H,V,C){return this.dt(H,V,C).values}update(H,[V,C,e]){let L=L4(H),{values:r,keys:t}=this.dt(V,C,e);if(!Array.isArray(L))return this.ut=t,r;let i=this.ut??=[],M=[],o,a,n=0,d=L.length-1,s=0,u=r.length-1;for(;n<=d&&s<=u;)if(L[n]===null)n++;else if(L[d]===null)d--;else if(i[n]===t[s])M[s]=J1(L[n],r[s]),n++,s++;else if(i[d]===t[u])M[u]=J1(L[d],r[u]),d--,u--;else if(i[n]===t[u])M[u]=J1(L[n],r[u]),R2(H,M[u+1],L[n]),n++,u--;else if(i[d]===t[s])M[s]=J1(L[d],r[s]),R2(H,L[n],L[d]),d--,s++;else if(o===void 0&&(o=r4(t,s,u),a=r4(i,n,d)),o.has(i[n]))if(o.has(i[d])){let l=a.get(t[s]),m=l!==void 0?L[l]:null;if(m===null){let c=R2(H,L[n]);J1(c,r[s]),M[s]=c}else M[s]=J1(m,r[s]),R2(H,L[n],m),L[l]=null;s++}else Y5(L[d]),d--;else Y5(L[n]),n++;for(;s<=u;){let l=R2(H,M[u+1]);J1(l,r[s]),M[s++]=l}for(;n<=d;){let l=L[n++];l!==null&&Y5(l)}return this.ut=t,e4(H,M),d1}});var t4="M20.84 22.73L12.1 14C12.06 14 12.03 14 12 14C10.9 14 10 13.11 10 12C10 11.97 10 11.94 10 11.9L8.4 10.29C8.15 10.81 8 11.38 8 12C8 13.11 8.45 14.11 9.17 14.83L7.76 16.24C6.67 15.15 6 13.65 6 12C6 10.83 6.34 9.74 6.93 8.82L5.5 7.37C4.55 8.67 4 10.27 4 12C4 14.22 4.89 16.22 6.34 17.66L4.93 19.07C3.12 17.26 2 14.76 2 12C2 9.72 2.77 7.63 4.06 5.95L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M15.93 12.73L17.53 14.33C17.83 13.61 18 12.83 18 12C18 10.35 17.33 8.85 16.24 7.76L14.83 9.17C15.55 9.89 16 10.89 16 12C16 12.25 15.97 12.5 15.93 12.73M19.03 15.83L20.5 17.28C21.44 15.75 22 13.94 22 12C22 9.24 20.88 6.74 19.07 4.93L17.66 6.34C19.11 7.78 20 9.79 20 12C20 13.39 19.65 14.7 19.03 15.83Z";var i4="M17 18H21V16H17V14L14 17L17 20V18M11 4C8.8 4 7 5.8 7 8S8.8 12 11 12 15 10.2 15 8 13.2 4 11 4M11 14C6.6 14 3 15.8 3 18V20H12.5C12.2 19.2 12 18.4 12 17.5C12 16.3 12.3 15.2 12.9 14.1C12.3 14.1 11.7 14 11 14";var M4="M18 16H14V18H18V20L21 17L18 14V16M11 4C8.8 4 7 5.8 7 8S8.8 12 11 12 15 10.2 15 8 13.2 4 11 4M11 14C6.6 14 3 15.8 3 18V20H12.5C12.2 19.2 12 18.4 12 17.5C12 16.3 12.3 15.2 12.9 14.1C12.3 14.1 11.7 14 11 14";var o4="M15.5,12C18,12 20,14 20,16.5C20,17.38 19.75,18.21 19.31,18.9L22.39,22L21,23.39L17.88,20.32C17.19,20.75 16.37,21 15.5,21C13,21 11,19 11,16.5C11,14 13,12 15.5,12M15.5,14A2.5,2.5 0 0,0 13,16.5A2.5,2.5 0 0,0 15.5,19A2.5,2.5 0 0,0 18,16.5A2.5,2.5 0 0,0 15.5,14M10,4A4,4 0 0,1 14,8C14,8.91 13.69,9.75 13.18,10.43C12.32,10.75 11.55,11.26 10.91,11.9L10,12A4,4 0 0,1 6,8A4,4 0 0,1 10,4M2,20V18C2,15.88 5.31,14.14 9.5,14C9.18,14.78 9,15.62 9,16.5C9,17.79 9.38,19 10,20H2Z";var t1="M11,15H13V17H11V15M11,7H13V13H11V7M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20Z";var J5="M11,4H13V16L18.5,10.5L19.92,11.92L12,19.84L4.08,11.92L5.5,10.5L11,16V4Z";var a4="M20,11V13H8L13.5,18.5L12.08,19.92L4.16,12L12.08,4.08L13.5,5.5L8,11H20Z";var n4="M12,15C12.81,15 13.5,14.7 14.11,14.11C14.7,13.5 15,12.81 15,12C15,11.19 14.7,10.5 14.11,9.89C13.5,9.3 12.81,9 12,9C11.19,9 10.5,9.3 9.89,9.89C9.3,10.5 9,11.19 9,12C9,12.81 9.3,13.5 9.89,14.11C10.5,14.7 11.19,15 12,15M12,2C14.75,2 17.1,3 19.05,4.95C21,6.9 22,9.25 22,12V13.45C22,14.45 21.65,15.3 21,16C20.3,16.67 19.5,17 18.5,17C17.3,17 16.31,16.5 15.56,15.5C14.56,16.5 13.38,17 12,17C10.63,17 9.45,16.5 8.46,15.54C7.5,14.55 7,13.38 7,12C7,10.63 7.5,9.45 8.46,8.46C9.45,7.5 10.63,7 12,7C13.38,7 14.55,7.5 15.54,8.46C16.5,9.45 17,10.63 17,12V13.45C17,13.86 17.16,14.22 17.46,14.53C17.76,14.84 18.11,15 18.5,15C18.92,15 19.27,14.84 19.57,14.53C19.87,14.22 20,13.86 20,13.45V12C20,9.81 19.23,7.93 17.65,6.35C16.07,4.77 14.19,4 12,4C9.81,4 7.93,4.77 6.35,6.35C4.77,7.93 4,9.81 4,12C4,14.19 4.77,16.07 6.35,17.65C7.93,19.23 9.81,20 12,20H17V22H12C9.25,22 6.9,21 4.95,19.05C3,17.1 2,14.75 2,12C2,9.25 3,6.9 4.95,4.95C6.9,3 9.25,2 12,2Z";var t0="M12,0A12,12 0 0,1 24,12A12,12 0 0,1 12,24A12,12 0 0,1 0,12A12,12 0 0,1 12,0M12,2A10,10 0 0,0 2,12C2,14.4 2.85,16.6 4.26,18.33L18.33,4.26C16.6,2.85 14.4,2 12,2M12,22A10,10 0 0,0 22,12C22,9.6 21.15,7.4 19.74,5.67L5.67,19.74C7.4,21.15 9.6,22 12,22Z";var i0="M19.36,2.72L20.78,4.14L15.06,9.85C16.13,11.39 16.28,13.24 15.38,14.44L9.06,8.12C10.26,7.22 12.11,7.37 13.65,8.44L19.36,2.72M5.93,17.57C3.92,15.56 2.69,13.16 2.35,10.92L7.23,8.83L14.67,16.27L12.58,21.15C10.34,20.81 7.94,19.58 5.93,17.57Z";var C3="M20 2V4L4 8V6H2V18H4V16L6 16.5V18.5C6 20.4 7.6 22 9.5 22S13 20.4 13 18.5V18.3L20 20V22H22V2H20M11 18.5C11 19.3 10.3 20 9.5 20S8 19.3 8 18.5V17L11 17.8V18.5Z";var s4="M12 2C17.5 2 22 6.5 22 12S17.5 22 12 22 2 17.5 2 12 6.5 2 12 2M12 4C10.1 4 8.4 4.6 7.1 5.7L18.3 16.9C19.3 15.5 20 13.8 20 12C20 7.6 16.4 4 12 4M16.9 18.3L5.7 7.1C4.6 8.4 4 10.1 4 12C4 16.4 7.6 20 12 20C13.9 20 15.6 19.4 16.9 18.3Z";var d4="M21,7L9,19L3.5,13.5L4.91,12.09L9,16.17L19.59,5.59L21,7Z",l2="M0.41,13.41L6,19L7.41,17.58L1.83,12M22.24,5.58L11.66,16.17L7.5,12L6.07,13.41L11.66,19L23.66,7M18,7L16.59,5.58L10.24,11.93L11.66,13.34L18,7Z";var M0="M12,20A8,8 0 0,0 20,12A8,8 0 0,0 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20M12,2A10,10 0 0,1 22,12A10,10 0 0,1 12,22C6.47,22 2,17.5 2,12A10,10 0 0,1 12,2M12.5,7V12.25L17,14.92L16.25,16.15L11,13V7H12.5Z";var w1="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z";var E2="M19,21H8V7H19M19,5H8A2,2 0 0,0 6,7V21A2,2 0 0,0 8,23H19A2,2 0 0,0 21,21V7A2,2 0 0,0 19,5M16,1H4A2,2 0 0,0 2,3V17H4V3H16V1Z";var A4="M2.39 1.73L1.11 3L9 10.89V15.87C8.96 16.16 9.06 16.47 9.29 16.7L13.3 20.71C13.69 21.1 14.32 21.1 14.71 20.71C14.94 20.5 15.04 20.18 15 19.88V16.89L20.84 22.73L22.11 21.46L15 14.35V14.34L13 12.35L11 10.34L4.15 3.5L2.39 1.73M6.21 3L8.2 5H16.96L13.11 9.91L15 11.8V10.75L19.79 4.62C20.13 4.19 20.05 3.56 19.62 3.22C19.43 3.08 19.22 3 19 3H6.21M11 12.89L13 14.89V17.58L11 15.58V12.89Z";var p4="M20,2H4C2.89,2 2,2.89 2,4V20C2,21.11 2.89,22 4,22H20C21.11,22 22,21.11 22,20V4C22,2.89 21.11,2 20,2M20,20H4V4H20M13,8V10H11V8H9L12,5L15,8M16,15V13H14V11H16V9L19,12M10,13H8V15L5,12L8,9V11H10M15,16L12,19L9,16H11V14H13V16";var H3="M7,5H21V7H7V5M7,13V11H21V13H7M4,4.5A1.5,1.5 0 0,1 5.5,6A1.5,1.5 0 0,1 4,7.5A1.5,1.5 0 0,1 2.5,6A1.5,1.5 0 0,1 4,4.5M4,10.5A1.5,1.5 0 0,1 5.5,12A1.5,1.5 0 0,1 4,13.5A1.5,1.5 0 0,1 2.5,12A1.5,1.5 0 0,1 4,10.5M7,19V17H21V19H7M4,16.5A1.5,1.5 0 0,1 5.5,18A1.5,1.5 0 0,1 4,19.5A1.5,1.5 0 0,1 2.5,18A1.5,1.5 0 0,1 4,16.5Z";var V3="M17,12V3A1,1 0 0,0 16,2H3A1,1 0 0,0 2,3V17L6,13H16A1,1 0 0,0 17,12M21,6H19V15H6V17A1,1 0 0,0 7,18H18L22,22V7A1,1 0 0,0 21,6Z";var C2="M15,4V11H5.17L4,12.17V4H15M16,2H3A1,1 0 0,0 2,3V17L6,13H16A1,1 0 0,0 17,12V3A1,1 0 0,0 16,2M21,6H19V15H6V17A1,1 0 0,0 7,18H18L22,22V7A1,1 0 0,0 21,6Z";var r5="M19.5 17C19.37 17 19.24 17 19.11 17.04L17.5 13.79C17.95 13.34 18.25 12.71 18.25 12C18.25 10.62 17.13 9.5 15.75 9.5C15.62 9.5 15.5 9.5 15.36 9.54L13.73 6.29C14.21 5.84 14.5 5.21 14.5 4.5C14.5 3.12 13.38 2 12 2S9.5 3.12 9.5 4.5C9.5 5.21 9.79 5.84 10.26 6.29L8.64 9.54C8.5 9.5 8.38 9.5 8.25 9.5C6.87 9.5 5.75 10.62 5.75 12C5.75 12.71 6.05 13.34 6.5 13.79L4.89 17.04C4.76 17 4.63 17 4.5 17C3.12 17 2 18.12 2 19.5C2 20.88 3.12 22 4.5 22S7 20.88 7 19.5C7 18.8 6.71 18.16 6.24 17.71L7.86 14.46C8 14.5 8.12 14.5 8.25 14.5C8.38 14.5 8.5 14.5 8.64 14.46L10.27 17.71C9.8 18.16 9.5 18.8 9.5 19.5C9.5 20.88 10.62 22 12 22S14.5 20.88 14.5 19.5C14.5 18.12 13.38 17 12 17C11.87 17 11.74 17 11.61 17.04L10 13.79C10.46 13.34 10.75 12.71 10.75 12S10.46 10.66 10 10.21L11.61 6.96C11.74 7 11.87 7 12 7S12.26 7 12.39 6.96L14 10.21C13.55 10.66 13.25 11.3 13.25 12C13.25 13.38 14.37 14.5 15.75 14.5C15.88 14.5 16 14.5 16.14 14.46L17.77 17.71C17.3 18.16 17 18.8 17 19.5C17 20.88 18.12 22 19.5 22S22 20.88 22 19.5C22 18.12 20.88 17 19.5 17Z";var l4="M11,18H13V16H11V18M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,6A4,4 0 0,0 8,10H10A2,2 0 0,1 12,8A2,2 0 0,1 14,10C14,12 11,11.75 11,15H13C13,12.75 16,12.5 16,10A4,4 0 0,0 12,6Z";var e3="M13.5,8H12V13L16.28,15.54L17,14.33L13.5,12.25V8M13,3A9,9 0 0,0 4,12H1L4.96,16.03L9,12H6A7,7 0 0,1 13,5A7,7 0 0,1 20,12A7,7 0 0,1 13,19C11.07,19 9.32,18.21 8.06,16.94L6.64,18.36C8.27,20 10.5,21 13,21A9,9 0 0,0 22,12A9,9 0 0,0 13,3";var t5="M21.8,13H20V21H13V17.67L15.79,14.88L16.5,15C17.66,15 18.6,14.06 18.6,12.9C18.6,11.74 17.66,10.8 16.5,10.8A2.1,2.1 0 0,0 14.4,12.9L14.5,13.61L13,15.13V9.65C13.66,9.29 14.1,8.6 14.1,7.8A2.1,2.1 0 0,0 12,5.7A2.1,2.1 0 0,0 9.9,7.8C9.9,8.6 10.34,9.29 11,9.65V15.13L9.5,13.61L9.6,12.9A2.1,2.1 0 0,0 7.5,10.8A2.1,2.1 0 0,0 5.4,12.9A2.1,2.1 0 0,0 7.5,15L8.21,14.88L11,17.67V21H4V13H2.25C1.83,13 1.42,13 1.42,12.79C1.43,12.57 1.85,12.15 2.28,11.72L11,3C11.33,2.67 11.67,2.33 12,2.33C12.33,2.33 12.67,2.67 13,3L17,7V6H19V9L21.78,11.78C22.18,12.18 22.59,12.59 22.6,12.8C22.6,13 22.2,13 21.8,13M7.5,12A0.9,0.9 0 0,1 8.4,12.9A0.9,0.9 0 0,1 7.5,13.8A0.9,0.9 0 0,1 6.6,12.9A0.9,0.9 0 0,1 7.5,12M16.5,12C17,12 17.4,12.4 17.4,12.9C17.4,13.4 17,13.8 16.5,13.8A0.9,0.9 0 0,1 15.6,12.9A0.9,0.9 0 0,1 16.5,12M12,6.9C12.5,6.9 12.9,7.3 12.9,7.8C12.9,8.3 12.5,8.7 12,8.7C11.5,8.7 11.1,8.3 11.1,7.8C11.1,7.3 11.5,6.9 12,6.9Z";var m4="M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z";var c4="M10,2C8.89,2 8,2.89 8,4V7C8,8.11 8.89,9 10,9H11V11H2V13H6V15H5C3.89,15 3,15.89 3,17V20C3,21.11 3.89,22 5,22H9C10.11,22 11,21.11 11,20V17C11,15.89 10.11,15 9,15H8V13H16V15H15C13.89,15 13,15.89 13,17V20C13,21.11 13.89,22 15,22H19C20.11,22 21,21.11 21,20V17C21,15.89 20.11,15 19,15H18V13H22V11H13V9H14C15.11,9 16,8.11 16,7V4C16,2.89 15.11,2 14,2H10M10,4H14V7H10V4M5,17H9V20H5V17M15,17H19V20H15V17Z";var L3="M4,1C2.89,1 2,1.89 2,3V7C2,8.11 2.89,9 4,9H1V11H13V9H10C11.11,9 12,8.11 12,7V3C12,1.89 11.11,1 10,1H4M4,3H10V7H4V3M14,13C12.89,13 12,13.89 12,15V19C12,20.11 12.89,21 14,21H11V23H23V21H20C21.11,21 22,20.11 22,19V15C22,13.89 21.11,13 20,13H14M3.88,13.46L2.46,14.88L4.59,17L2.46,19.12L3.88,20.54L6,18.41L8.12,20.54L9.54,19.12L7.41,17L9.54,14.88L8.12,13.46L6,15.59L3.88,13.46M14,15H20V19H14V15Z";var v4="M12,4V2A10,10 0 0,0 2,12H4A8,8 0 0,1 12,4Z";var u4="M14 15C14 16.11 13.11 17 12 17C10.89 17 10 16.1 10 15C10 13.89 10.89 13 12 13C13.11 13 14 13.9 14 15M13.09 20C13.21 20.72 13.46 21.39 13.81 22H6C4.89 22 4 21.1 4 20V10C4 8.89 4.89 8 6 8H7V6C7 3.24 9.24 1 12 1S17 3.24 17 6V8H18C19.11 8 20 8.9 20 10V13.09C19.67 13.04 19.34 13 19 13C18.66 13 18.33 13.04 18 13.09V10H6V20H13.09M9 8H15V6C15 4.34 13.66 3 12 3S9 4.34 9 6V8M21.34 15.84L17.75 19.43L16.16 17.84L15 19L17.75 22L22.5 17.25L21.34 15.84Z";var m2="M12,17C10.89,17 10,16.1 10,15C10,13.89 10.89,13 12,13A2,2 0 0,1 14,15A2,2 0 0,1 12,17M18,20V10H6V20H18M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6C4.89,22 4,21.1 4,20V10C4,8.89 4.89,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z";var H2="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z";var x4="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z";var h4="M19,13H5V11H19V13Z";var Z4="M14,3V5H17.59L7.76,14.83L9.17,16.24L19,6.41V10H21V3M19,19H5V5H12V3H5C3.89,3 3,3.9 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V12H19V19Z";var f4="M14,19H18V5H14M6,19H10V5H6V19Z";var S4="M8,5.14V19.14L19,12.14L8,5.14Z";var g4="M19,13H13V19H11V13H5V11H11V5H13V11H19V13Z";var y4="M22.11 21.46L2.39 1.73L1.11 3L6.25 8.14C6.1 8.41 6 8.7 6 9V14.5L9.5 18V21H14.5V18L15.31 17.2L20.84 22.73L22.11 21.46M13.09 16.59L12.67 17H11.33L10.92 16.59L8 13.67V9.89L13.89 15.78L13.09 16.59M12.2 9L10.2 7H14V3H16V7C17 7 18 8 18 9V14.5L17.85 14.65L16 12.8V9.09C16 9.06 15.95 9 15.92 9H12.2M10 6.8L8 4.8V3H10V6.8Z";var i5="M19.07,4.93L17.66,6.34C19.1,7.79 20,9.79 20,12A8,8 0 0,1 12,20A8,8 0 0,1 4,12C4,7.92 7.05,4.56 11,4.07V6.09C8.16,6.57 6,9.03 6,12A6,6 0 0,0 12,18A6,6 0 0,0 18,12C18,10.34 17.33,8.84 16.24,7.76L14.83,9.17C15.55,9.9 16,10.9 16,12A4,4 0 0,1 12,16A4,4 0 0,1 8,12C8,10.14 9.28,8.59 11,8.14V10.28C10.4,10.63 10,11.26 10,12A2,2 0 0,0 12,14A2,2 0 0,0 14,12C14,11.26 13.6,10.62 13,10.28V2H12A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12C22,9.24 20.88,6.74 19.07,4.93Z";var r3="M10,9V5L3,12L10,19V14.9C15,14.9 18.5,16.5 21,20C20,15 17,10 10,9Z";var b4="M2,21L23,12L2,3V10L17,12L2,14V21Z";var t3="M18,16.08C17.24,16.08 16.56,16.38 16.04,16.85L8.91,12.7C8.96,12.47 9,12.24 9,12C9,11.76 8.96,11.53 8.91,11.3L15.96,7.19C16.5,7.69 17.21,8 18,8A3,3 0 0,0 21,5A3,3 0 0,0 18,2A3,3 0 0,0 15,5C15,5.24 15.04,5.47 15.09,5.7L8.04,9.81C7.5,9.31 6.79,9 6,9A3,3 0 0,0 3,12A3,3 0 0,0 6,15C6.79,15 7.5,14.69 8.04,14.19L15.16,18.34C15.11,18.55 15.08,18.77 15.08,19C15.08,20.61 16.39,21.91 18,21.91C19.61,21.91 20.92,20.61 20.92,19A2.92,2.92 0 0,0 18,16.08Z";var w4="M12,1L3,5V11C3,16.55 6.84,21.74 12,23C17.16,21.74 21,16.55 21,11V5L12,1M12,5A3,3 0 0,1 15,8A3,3 0 0,1 12,11A3,3 0 0,1 9,8A3,3 0 0,1 12,5M17.13,17C15.92,18.85 14.11,20.24 12,20.92C9.89,20.24 8.08,18.85 6.87,17C6.53,16.5 6.24,16 6,15.47C6,13.82 8.71,12.47 12,12.47C15.29,12.47 18,13.79 18,15.47C17.76,16 17.47,16.5 17.13,17Z";var O4="M21,11C21,16.55 17.16,21.74 12,23C6.84,21.74 3,16.55 3,11V5L12,1L21,5V11M12,21C15.75,20 19,15.54 19,11.22V6.3L12,3.18L5,6.3V11.22C5,15.54 8.25,20 12,21M11,7H13V13H11V7M11,15H13V17H11V15Z";var O1="M10,17L6,13L7.41,11.59L10,14.17L16.59,7.58L18,9M12,1L3,5V11C3,16.55 6.84,21.74 12,23C17.16,21.74 21,16.55 21,11V5L12,1Z";var k4="M1,4.27L2.28,3L20.5,21.22L19.23,22.5L17,20.25C15.57,21.57 13.87,22.54 12,23C6.84,21.74 3,16.55 3,11V6.27L1,4.27M12,1L21,5V11C21,13.28 20.35,15.5 19.23,17.41L5.65,3.82L12,1Z";var o0="M5,3C3.89,3 3,3.89 3,5V19C3,20.11 3.89,21 5,21H19C20.11,21 21,20.11 21,19V5C21,3.89 20.11,3 19,3H5M5,5H19V19H5V5M7,7V9H17V7H7M7,11V13H17V11H7M7,15V17H14V15H7Z";var M5="day-",F2=class{constructor(){this.start=0;this.end=0;this.lead=0}toEnd(V){this.put(V.length-36,V.length,V)}around(V,C){let e=Math.min(V-18,C.length-36);this.put(e,e+36,C)}follow(V,C){if(C||this.firstKey===void 0){this.toEnd(V);return}let e=V.indexOf(this.firstKey),L=Math.max(0,e-this.lead),r=this.lastKey===void 0?-1:V.lastIndexOf(this.lastKey);e>=0&&r>=L?this.put(L,Math.min(r+1,L+80),V):e>=0?this.put(L,L+36,V):r>=0?this.put(r+1-36,r+1,V):this.toEnd(V)}up(V){if(this.start===0)return!1;let C=Math.max(0,this.start-12);return this.put(C,Math.min(this.end,C+80),V),!0}down(V){if(this.end>=V.length)return!1;let C=Math.min(V.length,this.end+12);return this.put(Math.max(this.start,C-80),C,V),!0}put(V,C,e){this.start=Math.max(0,V),this.end=Math.min(e.length,Math.max(C,0));let L=this.start;for(;L<this.end&&e[L]?.startsWith(M5);)L+=1;this.lead=L-this.start,this.firstKey=e[L],this.lastKey=e[this.end-1]}};var a0=["messages","people","links","passing","trouble","node"],$8=5*6e4,P4=new Set(["relayed","sync","dropped"]),D8={message_received:"messages",message_sent:"messages",delivery:"messages",peer_appeared:"people",peer_left:"people",trust:"people",link_up:"links",link_down:"links",session:"links",relayed:"passing",sync:"passing",dropped:"trouble",node:"node"};function o5({kind:H,data:V}){let{status:C}=V;return H==="delivery"&&(C==="failed"||C==="expired")?"trouble":D8[H]??"node"}function i3(H){return typeof H=="number"&&Number.isFinite(H)?Math.max(0,H):0}function T4(H,V,C,e){let L=[],r="";for(let t of H){if(!X1(t)&&V.size&&!V.has(o5(t.entry)))continue;let i=C(t.at);i!==r&&(r=i,L.push({kind:"day",key:`${M5}${i}`,at:t.at}));let M=`n${t.number}`;if(X1(t)){L.push({kind:"gap",key:M,at:t.at,missing:t.missing});continue}let{entry:o}=t,a=P4.has(o.kind)?i3(o.data.count):1,n=N8(L,o,e);n?(n.count+=a,n.at=t.at,n.entry=o):L.push({kind:"entry",key:M,at:t.at,entry:o,count:a})}return L}function N8(H,V,C){let e=_4(V,C);if(e!==void 0)for(let L=H.length-1;L>=0;L-=1){let r=H[L];if(r?.kind!=="entry"||V.at-r.at>$8)return;if(_4(r.entry,C)===e)return r;if(!P4.has(r.entry.kind))return}}function _4({kind:H,data:V},C){switch(H){case"relayed":case"sync":return H;case"dropped":return`${H} ${C(V.reason)}`;case"delivery":return`${H} ${String(V.message_id)}`;case"message_received":case"message_sent":return V.text===void 0?`${H} ${String(V.fingerprint)}`:void 0;case"node":case"trust":return;case"link_up":return`${H} ${String(V.peer_id)} ${String(V.role)}`;default:return`${H} ${String(V.peer_id)}`}}var q=class{constructor(V,C){this.host=V;this.onChange=C;this.ends=[];this.connected=!1;V.addController(this)}get value(){return this.store}set(V){V!==this.store&&(this.end(),this.store=V,this.connected&&this.begin(),this.host.requestUpdate())}hostConnected(){this.connected=!0,this.begin()}hostDisconnected(){this.connected=!1,this.end()}begin(){let{store:V}=this;!V||this.ends.length||(this.ends.push(V.observe(()=>{this.onChange?.(),this.host.requestUpdate()})),V instanceof A1&&this.ends.push(V.retain()))}end(){for(let V of this.ends.splice(0))V()}};var R4=200,n0="\0",z8=/^[0-9a-f]{64}$/u;function n5(H,V,C){let{entry:e,count:L}=H,{kind:r,data:t}=e,i=C.number(L),M=K8(t,V),o=(u,l,...m)=>({icon:u,sentence:B4(V(l,{name:n0}),M),detail:m.filter(Boolean).join(" · "),quote:"",open:void 0}),a=(u,l,...m)=>({...o(u,`${l}_other`,...m),sentence:B4(V.plural(l,L,{n:i,name:n0}),M)}),n=L>1?V("activity.times",{n:i}):"",d=q8(t.hops,V,C),s=Q8(e);switch(r){case"message_received":return t.conversation===_?{...o(C3,"activity.said",d),quote:a5(t.text),open:s}:{...a(m2,"activity.private_received",d),open:s};case"message_sent":return t.conversation===_?{...o(t5,"activity.we_said"),quote:a5(t.text),open:s}:{...a(m2,"activity.private_sent"),open:s};case"delivery":return{...I8(t,V,o),open:s};case"relayed":return a(t3,"activity.relayed");case"sync":return a(e3,"activity.sync");case"dropped":return a(O4,"activity.dropped",V(s0(t.reason)));case"peer_appeared":return{...o(M4,"activity.peer_appeared",d,n),open:s};case"peer_left":return{...o(i4,"activity.peer_left",n),open:s};case"link_up":return{...o(c4,t.role==="central"?"activity.link_up_central":t.role==="peripheral"?"activity.link_up_peripheral":"activity.link_up",n),open:s};case"link_down":return{...o(L3,"activity.link_down",n),open:s};case"session":return{...o(u4,"activity.session",n),open:s};case"trust":return{...o(w4,U8(t)),open:s};case"node":return o(t5,G8(t.state));default:return o(l4,"activity.other",String(r).slice(0,R4))}}function M3({sentence:H,detail:V,quote:C}){let e=H.map(r=>typeof r=="string"?r:r.name).join(""),L=V?`${e} (${V})`:e;return C?`${L}: ${C}`:L}function I8(H,V,C){let e=i3(H.heard_by),L=e?V.plural("status.heard_by",e):"",{status:r}=H;if(H.conversation===_)return C(l2,r==="relayed"?"activity.public_relayed":"activity.public_sent",L);switch(r){case"queued":case"relayed":case"delivered":case"read":return C(l2,`activity.private_${r}`);case"expired":case"failed":return H.failure==="not_confirmed"?C(t1,"activity.private_unconfirmed"):C(t1,"activity.private_failed",V(W8(H.failure)));default:return C(l2,"activity.private_went_out")}}function W8(H){switch(H){case"expired":case"outbox_full":case"not_confirmed":case"identity_changed":case"wiped":return`failure.${H}`;default:return"failure.unknown"}}function s0(H){switch(H){case"malformed":case"oversized":case"bad_payload":case"bad_text":return"activity.drop_unreadable";case"unsigned":case"bad_signature":case"forged_identity":case"key_changed":case"noise_identity":return"activity.drop_forged";case"rate_limit_link":case"rate_limit_sender":case"fragment_limit":case"sync_limit":case"noise_limit":case"private_limit":case"ping_limit":return"activity.drop_flood";case"relay_queue_full":case"send_queue_full":return"activity.drop_busy";case"noise_handshake":case"noise_undecryptable":return"activity.drop_undecryptable";case"blocked":return"activity.drop_blocked";case"not_accepted":return"activity.drop_not_accepted";default:return"activity.drop_other"}}function U8({blocked:H,trust:V}){if(H===!0)return"activity.trust_blocked";switch(V){case"verified":case"proven":return`activity.trust_${V}`;default:return"activity.trust_known"}}function G8(H){switch(H){case"started":case"on_air":case"off_air":case"nickname":return`activity.node_${H}`;default:return"activity.node_other"}}function q8(H,V,C){let e=i3(H);return e?e===1?V("hops.direct"):V.plural("hops",e,{n:C.number(e)}):""}function Q8({kind:H,data:V}){if(V.conversation===_)return _;let C=V.conversation??V.fingerprint;if(!(H==="trust"&&V.blocked===!0))return typeof C=="string"&&z8.test(C)?C:void 0}function K8(H,V){let C=a5(H.nickname).slice(0,R4);if(C.trim())return C;let e=a5(H.peer_id)||a5(H.fingerprint);return e?e.slice(0,8):V("activity.somebody")}function a5(H){return typeof H=="string"?H:""}function B4(H,V){return H.split(n0).flatMap((C,e)=>e?[{name:V},C]:[C]).filter(C=>C!=="")}async function $2(H){try{return await navigator.clipboard.writeText(H),!0}catch{return j8(H)}}function j8(H){let V=document.createElement("textarea");V.value=H,V.style.cssText="position:fixed;opacity:0";let C=document.activeElement;document.body.append(V),V.select();let e=!1;try{e=document.execCommand("copy")}catch{}return V.remove(),C instanceof HTMLElement&&C.focus(),e}function s5(H){return H.scrollHeight-H.scrollTop-H.clientHeight}var D2=class{constructor(){this.top=0}pin(V){V.scrollTop=V.scrollHeight,this.top=V.scrollTop}check(V,C){let e=V.scrollTop<this.top;return this.top=V.scrollTop,s5(V)<48?!0:!C||e?!1:(this.pin(V),!0)}};var E4="mesh-broadcast";function d0(H){history.pushState(null,"",H),window.dispatchEvent(new CustomEvent("location-changed",{detail:{replace:!1}}))}function o3(H,V){return P2.of(H.connection).chat.open(V)?!0:H.panels?.[E4]?(d0(`/${E4}`),!0):!1}function l1(H,V){switch(H.code){case"offline":case"not_loaded":case"not_allowed":case"not_running":case"peer_unknown":case"peer_blocked":case"message_unknown":case"message_not_failed":return V(`error.${H.code}`);default:return H.message||V("error.unknown")}}var X8="/config/integrations/integration/mesh_broadcast";function N2(H,V,C,e){for(let L of H)switch(L.feedState){case"offline":return{icon:L3,title:C("state.offline"),text:C("state.offline_hint"),busy:!0};case"not_loaded":return Y8(L,V,C);case"not_allowed":return{icon:m2,title:C("state.not_allowed"),text:C("state.not_allowed_hint")};case"failed":return{icon:t1,title:C("state.failed"),text:L.error?l1(L.error,C):void 0,action:{label:C("common.try_again"),run:L.retry}};case"idle":case"connecting":if(!L.loaded)return{icon:e,title:C("state.loading"),busy:!0};break;case"live":break}}function Y8(H,V,C){let e=y4,L=C("state.not_loaded");return V?.user?.is_admin?{icon:e,title:L,text:C("state.not_loaded_admin"),action:{label:C("state.open_settings"),run:()=>d0(X8)}}:{icon:e,title:L,text:C("state.not_loaded_user"),action:{label:C("common.try_again"),run:H.retry}}}function g(H){return A`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${H}></path></svg>`}function Q(H){return A`<div class="notice" role="status">
    <div class="sign ${H.busy?"busy":""}">${g(H.icon)}</div>
    <div class="notice-title">${H.title}</div>
    ${H.text?A`<div class="notice-text">${H.text}</div>`:v}
    ${H.action?A`<button class="text-button filled" @click=${H.action.run}>
          ${H.action.label}
        </button>`:v}
  </div>`}function c2(H){return A`<div class="banner ${H.kind}" role="status">
    ${g(H.icon)}
    <div class="banner-text">
      <strong>${H.title}</strong>${H.text?A` ${H.text}`:v}
    </div>
    ${H.action?A`<button class="text-button" @click=${H.action.run}>
          ${H.action.label}
        </button>`:v}
  </div>`}var k1=R`
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
`;var F4=900,J8=1e4,CC=4e3,HC=200,C1=class extends F{constructor(){super(...arguments);this.heading="";this.groups=new Set;this.search="";this.cleared=0;this.atEnd=!0;this.spoken="";this.told="";this.activityWatch=new q(this);this.peersWatch=new q(this);this.window=new F2;this.end=new D2;this.rows=[];this.keys=[];this.rowsMadeOf=[];this.scrolling=0;this.togglePause=()=>{let{activity:C}=this.session??{};C&&(this.frozen?(this.frozen=void 0,this.heard=C.count):this.frozen={items:C.items,count:C.count})};this.endSearch=()=>{this.search="",this.field?.focus()};this.toEnd=()=>{this.atEnd=!0,this.window.toEnd(this.keys),this.requestUpdate()};this.onScroll=()=>{this.scrolling||=requestAnimationFrame(()=>{this.scrolling=0,this.scrolled()})};this.onFocus=C=>{let e=C.target.closest(".row.entry");e&&(this.current=e.dataset.key)};this.onKey=C=>{let e=C.target,L=e.localName==="input";if(!(C.ctrlKey||C.altKey||C.metaKey)){if(L){if(C.key!=="Escape"||!this.search)return;this.search=""}else{let r=/^[1-9]$/u.test(C.key)?a0[Number(C.key)-1]:void 0;if(r)this.toggle(r);else if(C.key==="p"||C.key==="P")this.togglePause();else if(C.key==="/")this.field?.focus();else if(!this.onRowKey(C,e))return}C.preventDefault(),C.stopPropagation()}}}connectedCallback(){super.connectedCallback(),this.resized=new ResizeObserver(()=>{let{scroller:C}=this;this.atEnd&&C&&this.end.pin(C)}),this.resized.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.resized?.disconnect(),cancelAnimationFrame(this.scrolling),this.scrolling=0,clearTimeout(this.newsTimer),clearTimeout(this.toldTimer),this.newsTimer=void 0,this.told=""}willUpdate(){let{session:C}=this;this.activityWatch.set(C?.activity),this.peersWatch.set(C?.peers),C?.activity.loaded&&this.makeRows(C.activity)&&(this.rememberPlace(),this.window.follow(this.keys,this.atEnd),this.tellNews(C.activity))}updated(){let{scroller:C}=this;if(C){if(this.atEnd)this.end.pin(C);else if(this.anchor){let e=this.rowElement(this.anchor.key);e&&(C.scrollTop+=e.getBoundingClientRect().top-this.anchor.top)}this.anchor=void 0,this.onScroll()}}render(){let{session:C,t:e}=this;if(!C)return A``;let{activity:L}=C,r=N2([L],this.hass,e,o0);if(r&&!L.loaded)return Q(r);let t=this.rows.slice(this.window.start,this.window.end),i=this.rows.reduce((M,{kind:o})=>M+(o==="day"?0:1),0);return A`
      <div class="bar" @keydown=${this.onKey}>
        <div class="count">
          ${this.heading?A`<h2 class="clip">${this.heading}</h2>`:v}
          <span>${e.plural("activity.shown",i,{n:this.formats.number(i)})}</span>
        </div>
        ${this.renderPause(L)}
        ${this.tool(E2,e("activity.copy"),()=>{this.copy()},!i)}
        ${this.tool(i0,e("activity.clear"),()=>this.clear(),!i)}
      </div>
      <div class="filters" @keydown=${this.onKey}>
        <label class="field">
          ${g(H2)}
          <input
            type="text"
            role="searchbox"
            enterkeyhint="search"
            autocomplete="off"
            spellcheck="false"
            maxlength="100"
            aria-label=${e("activity.search")}
            placeholder=${e("activity.search")}
            .value=${this.search}
            @input=${M=>this.search=M.target.value}
          />
          ${this.search?A`<button
                class="icon-button"
                aria-label=${e("activity.search_clear")}
                title=${e("activity.search_clear")}
                @click=${this.endSearch}
              >
                ${g(w1)}
              </button>`:v}
        </label>
        <div class="chips" role="group" aria-label=${e("activity.groups")}>
          ${this.renderChips(L)}
        </div>
      </div>
      ${r?c2({...r,kind:"warning"}):v}
      <div class="body">
        <span id="keys" class="sr-only">${e("activity.keys")}</span>
        <div
          class="scroller"
          role="log"
          aria-live="off"
          aria-label=${e("activity.label")}
          aria-describedby="keys"
          tabindex=${i?-1:0}
          @scroll=${this.onScroll}
          @keydown=${this.onKey}
          @focusin=${this.onFocus}
        >
          ${i?v:this.renderEmpty(L)}
          <div class="rows">
            ${p1(t,({key:M})=>M,M=>this.renderRow(M,this.tabbable(t)))}
          </div>
        </div>
        ${this.atEnd?v:A`<button class="jump" aria-label=${e("thread.to_end")} @click=${this.toEnd}>
              ${g(J5)}
            </button>`}
        <div class="told ${this.told?"":"gone"}" role="status">${this.told}</div>
      </div>
      <div class="sr-only" aria-live="polite">${this.spoken}</div>
    `}renderPause(C){let{t:e,frozen:L}=this,r=L?C.count-L.count:0,t=L?r?e.plural("activity.resume_new",r,{n:this.formats.number(r)}):e("activity.resume"):e("activity.pause");return A`<button
      class="text-button pause ${L?"filled":""}"
      aria-label=${t}
      title=${t}
      @click=${this.togglePause}
    >
      ${g(L?S4:f4)}<span class="label">${t}</span>
    </button>`}renderChips(C){let{t:e}=this,L=new Map;for(let r of this.items(C)){if(X1(r))continue;let t=o5(r.entry);L.set(t,(L.get(t)??0)+1)}return a0.map(r=>{let t=this.groups.has(r);return A`<button
        class="chip ${t?"chosen":""}"
        data-group=${r}
        aria-pressed=${t?"true":"false"}
        @click=${()=>this.toggle(r)}
      >
        <span>${e(`activity.group_${r}`)}</span>
        <span class="number">${this.formats.number(L.get(r)??0)}</span>
      </button>`})}renderRow(C,e){let{t:L,formats:r}=this;switch(C.kind){case"day":return A`<div class="row day" data-key=${C.key}>
          <span>${r.day(C.at,Date.now())}</span>
        </div>`;case"gap":return A`<div class="row gap" data-key=${C.key}>
          <span>${this.gapWords(C.missing)}</span>
        </div>`;case"entry":{let t=n5(C,L,r),i=o5(C.entry),M=this.mayOpen(t);return A`<div
          class="row entry ${i}"
          role="article"
          data-key=${C.key}
          data-kind=${C.entry.kind}
          tabindex=${C.key===e?0:-1}
        >
          <span class="sign">${g(t.icon)}</span>
          <div class="what">
            <span class="sentence"
              >${t.sentence.map(o=>typeof o=="string"?o:A`<bdi class="clip">${o.name}</bdi>`)}</span
            >${t.detail?A` <span class="detail">${t.detail}</span>`:v}
            ${t.quote?A`<div class="quote" dir="auto">${t.quote}</div>`:v}
          </div>
          <time datetime=${eC(C.at)} title=${r.moment(C.at)}
            >${r.time(C.at)}</time
          >
          ${M?A`<button
                class="icon-button open"
                tabindex=${C.key===e?0:-1}
                aria-label=${M}
                @click=${()=>this.open(t)}
              >
                ${g(C2)}
              </button>`:A`<span class="no-button"></span>`}
        </div>`}}}renderEmpty(C){let{t:e}=this;return this.items(C).length?Q({icon:A4,title:e("activity.none"),text:e("activity.none_hint"),action:{label:e("activity.show_all"),run:()=>this.showAll()}}):this.cleared&&C.items.length?Q({icon:i0,title:e("activity.cleared"),text:e("activity.cleared_hint"),action:{label:e("activity.show_again"),run:()=>this.cleared=0}}):Q({icon:o0,title:e("activity.empty"),text:e("activity.empty_hint")})}tool(C,e,L,r){return A`<button
      class="icon-button"
      aria-label=${e}
      title=${e}
      ?disabled=${r}
      @click=${L}
    >
      ${g(C)}
    </button>`}gapWords(C){return C===void 0?this.t("activity.gap_some"):this.t.plural("activity.gap",C,{n:this.formats.number(C)})}mayOpen({open:C,sentence:e}){let{t:L}=this;if(C===void 0)return;if(C===_)return L("activity.open_public");if(!this.session?.peers.node?.may_read_private)return;let r=e.find(t=>typeof t!="string");return L("activity.open_private",{name:typeof r=="object"?r.name:L("activity.somebody")})}items(C){let e=this.frozen?.items??C.items;return this.cleared?e.filter(({number:L})=>L>this.cleared):e}makeRows(C){let{t:e,formats:L}=this,r=this.search.trim().toLocaleLowerCase(e.language),i=[this.frozen?.items??C.items,this.cleared,this.groups,r,e,L];if(i.every((o,a)=>o===this.rowsMadeOf[a])&&this.rowsMadeOf.length)return!1;this.rowsMadeOf=i;let M=T4(this.items(C),this.groups,o=>L.dayKey(o),s0);return this.rows=r?VC(M,r,e,L):M,this.keys=this.rows.map(({key:o})=>o),!0}tellNews(C){if(this.heard??=C.count,this.frozen){this.heard=C.count;return}this.newsTimer!==void 0||this.heard===C.count||(this.newsTimer=setTimeout(()=>{this.newsTimer=void 0;let e=this.heard??0;if(this.heard=C.count,this.frozen)return;let L=C.items.filter(t=>t.number>e&&!X1(t)&&(!this.groups.size||this.groups.has(o5(t.entry)))).length,r=this.rows.at(-1);L===1&&r?.kind==="entry"?this.say(M3(n5(r,this.t,this.formats)).slice(0,HC)):L&&this.say(this.t.plural("activity.news",L,{n:this.formats.number(L)}))},J8))}say(C){this.spoken=C===this.spoken?`${C} `:C}toggle(C){let e=new Set(this.groups);e.delete(C)||e.add(C),this.groups=e,this.atEnd=!0}showAll(){this.groups=new Set,this.search=""}clear(){let{activity:C}=this.session??{};C&&(this.cleared=(this.frozen??C).count,this.atEnd=!0)}async copy(){let{t:C,formats:e}=this,L=this.rows.filter(({kind:t})=>t!=="day").map(t=>{let i=t.kind==="entry"?M3(n5(t,C,e)):this.gapWords(t.missing);return`${e.moment(t.at)}  ${i.replace(/\s+/gu," ")}`}).join(`
`),r=await $2(L);this.tell(C(r?"message.copied":"message.copy_failed"))}open({open:C}){let{hass:e}=this;e&&C!==void 0&&!o3(e,C)&&this.tell(this.t("map.no_chat"))}tell(C){clearTimeout(this.toldTimer),this.told=C,this.toldTimer=setTimeout(()=>this.told="",CC)}scrolled(){let{scroller:C}=this;C?.clientHeight&&(this.atEnd=this.end.check(C,this.atEnd)&&this.window.end===this.keys.length,C.scrollTop<F4&&this.window.start>0?(this.rememberPlace(),this.window.up(this.keys)&&this.requestUpdate()):s5(C)<F4&&this.window.end<this.keys.length&&(this.rememberPlace(),this.window.down(this.keys)&&this.requestUpdate()))}rememberPlace(){let{scroller:C}=this;if(!C||this.atEnd||this.anchor)return;let e=C.getBoundingClientRect().top;for(let L of C.querySelectorAll(".row.entry")){let{top:r,bottom:t}=L.getBoundingClientRect();if(t>e){this.anchor={key:L.dataset.key??"",top:r};return}}}tabbable(C){return this.current&&C.some(({key:e})=>e===this.current)?this.current:C.findLast(({kind:e})=>e==="entry")?.key}rowElement(C){for(let e of this.renderRoot.querySelectorAll(".row"))if(e.dataset.key===C)return e}onRowKey(C,e){let L=e.closest(".row.entry");if(!L)return!1;switch(C.key){case"ArrowUp":case"ArrowDown":return this.step(L,C.key==="ArrowUp"?-1:1),!0;case"Home":return this.scroller&&(this.scroller.scrollTop=0),!0;case"End":return this.toEnd(),!0;case"Enter":case" ":{let r=L.querySelector(".open");return e!==L||!r?!1:(r.click(),!0)}case"Escape":return e===L?!1:(L.focus(),!0);default:return!1}}step(C,e){let L=[...this.renderRoot.querySelectorAll(".row.entry")],r=L[L.indexOf(C)+e];r?.focus({preventScroll:!0}),r?.scrollIntoView({block:"nearest"})}static{this.styles=[D,k1,R`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
        background: var(--mb-surface);
        container-type: inline-size;
      }

      .bar {
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 6px 8px 0;
        padding-inline-start: 16px;
        flex: none;
      }

      .count {
        flex: 1;
        min-width: 0;
        font-size: 14px;
        color: var(--mb-muted);
      }

      h2 {
        margin: 0;
        font-size: 18px;
        font-weight: 500;
        color: var(--mb-text);
      }

      .pause {
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 44px;
        padding: 0 12px;
        white-space: nowrap;
      }

      .pause .icon {
        font-size: 22px;
      }

      .filters {
        display: flex;
        align-items: center;
        gap: 8px 12px;
        padding: 6px 16px 10px;
        border-bottom: 1px solid var(--mb-line);
        flex: none;
        min-width: 0;
      }

      .field {
        display: flex;
        align-items: center;
        flex: 0 1 260px;
        min-width: 150px;
        height: 44px;
        padding-inline-start: 12px;
        gap: 8px;
        border-radius: 22px;
        background: var(--mb-other);
        color: var(--mb-muted);
      }

      .field:focus-within {
        outline: 2px solid var(--mb-accent-text);
      }

      .field .icon {
        font-size: 20px;
      }

      input {
        flex: 1;
        min-width: 0;
        height: 100%;
        border: 0;
        padding: 0;
        background: none;
        color: var(--mb-text);
        font: inherit;
        /* Smaller, and phones zoom in. */
        font-size: 16px;
        text-overflow: ellipsis;
      }

      input:focus-visible {
        outline: none;
      }

      input::placeholder {
        color: var(--mb-muted);
        opacity: 1;
      }

      .chips {
        display: flex;
        gap: 8px;
        min-width: 0;
        flex: 1;
        /* Room for the ring around the one with the focus. */
        padding: 3px;
        overflow: auto hidden;
        scrollbar-width: none;
      }

      .chip {
        display: flex;
        align-items: center;
        gap: 8px;
        flex: none;
        height: 44px;
        padding: 0 14px;
        border-radius: 22px;
        border: 1px solid var(--mb-line);
        font-size: 14px;
        white-space: nowrap;
      }

      .chip .number {
        color: var(--mb-muted);
        font-size: 12.5px;
        font-variant-numeric: tabular-nums;
      }

      .chip.chosen {
        background: color-mix(in srgb, var(--mb-accent) 22%, var(--mb-surface));
        border-color: var(--mb-accent-text);
        font-weight: 500;
      }

      .chip.chosen .number {
        color: inherit;
      }

      .chip:focus-visible {
        outline-offset: 0;
      }

      @media (hover: hover) {
        .chip:not(.chosen):hover {
          background: var(--mb-hover);
        }
      }

      .body {
        position: relative;
        flex: 1;
        min-height: 0;
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
        width: 100%;
        /* On a wall, a line and its time stay where one glance sees both. */
        max-width: 1040px;
        padding-block: 4px 12px;
      }

      .row {
        contain: layout style;
      }

      .day,
      .gap {
        display: flex;
        justify-content: center;
        padding: 10px 16px 4px;
        font-size: 12.5px;
        color: var(--mb-muted);
        text-align: center;
      }

      .day span {
        background: var(--mb-other);
        border-radius: 12px;
        padding: 3px 12px;
        font-weight: 500;
      }

      .gap {
        align-items: center;
        gap: 12px;
      }

      .gap::before,
      .gap::after {
        content: "";
        flex: 1;
        border-top: 1px dashed var(--mb-muted);
      }

      .entry {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 48px;
        padding-block: 2px;
        padding-inline: 16px 4px;
        border-radius: 8px;
      }

      .entry:focus-visible {
        outline-offset: -2px;
      }

      @media (hover: hover) {
        .entry:hover {
          background: var(--mb-hover);
        }
      }

      .sign {
        display: grid;
        place-items: center;
        width: 32px;
        height: 32px;
        border-radius: 50%;
        flex: none;
        background: var(--mb-other);
        color: var(--mb-muted);
      }

      .sign .icon {
        font-size: 18px;
      }

      .messages .sign {
        background: var(--mb-selected);
        color: var(--mb-accent-text);
      }

      .people .sign {
        background: color-mix(in srgb, var(--mb-success) 18%, var(--mb-surface));
        color: color-mix(in srgb, var(--mb-success) 55%, var(--mb-text));
      }

      .trouble .sign {
        background: color-mix(in srgb, var(--mb-warning) 20%, var(--mb-surface));
        color: color-mix(in srgb, var(--mb-warning) 45%, var(--mb-text));
      }

      .what {
        flex: 1;
        min-width: 0;
        padding-block: 5px;
        font-size: 14.5px;
        line-height: 1.4;
        overflow: hidden;
        overflow-wrap: anywhere;
        contain: paint;
      }

      .what bdi {
        display: inline-block;
        max-width: min(100%, 24ch);
        vertical-align: bottom;
        font-weight: 500;
        contain: paint;
      }

      .detail {
        color: var(--mb-muted);
        font-size: 13px;
      }

      .quote {
        max-height: 2.8em;
        overflow: hidden;
        contain: paint;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        color: var(--mb-muted);
        unicode-bidi: isolate;
      }

      time {
        flex: none;
        font-size: 12.5px;
        color: var(--mb-muted);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }

      .no-button {
        width: 44px;
        flex: none;
      }

      .open .icon {
        font-size: 20px;
      }

      .jump {
        position: absolute;
        inset-block-end: 12px;
        inset-inline-end: 16px;
        display: grid;
        place-items: center;
        width: 44px;
        height: 44px;
        border-radius: 22px;
        background: var(--mb-surface);
        color: var(--mb-accent-text);
        border: 1px solid var(--mb-line);
        box-shadow: 0 2px 6px rgb(0 0 0 / 22%);
      }

      .told {
        position: absolute;
        inset-block-end: 16px;
        left: 50%;
        translate: -50%;
        max-width: calc(100% - 140px);
        padding: 10px 16px;
        border-radius: 8px;
        background: var(--mb-text);
        color: var(--mb-surface);
        font-size: 14px;
      }

      .told.gone {
        padding: 0;
      }

      @container (max-width: 760px) {
        .filters {
          flex-direction: column;
          align-items: stretch;
          padding-inline: 12px;
        }

        .field {
          flex: none;
        }

        .chips {
          flex: none;
          margin-inline: -12px;
          padding-inline: 12px;
        }

        .entry {
          gap: 10px;
          padding-inline-start: 12px;
        }

        .no-button {
          display: none;
        }

        .entry:not(:has(.open)) {
          padding-inline-end: 16px;
        }
      }
    `]}};x([O()],C1.prototype,"heading",2),x([b()],C1.prototype,"groups",2),x([b()],C1.prototype,"search",2),x([b()],C1.prototype,"frozen",2),x([b()],C1.prototype,"cleared",2),x([b()],C1.prototype,"current",2),x([b()],C1.prototype,"atEnd",2),x([b()],C1.prototype,"spoken",2),x([b()],C1.prototype,"told",2),x([I(".scroller")],C1.prototype,"scroller",2),x([I("input")],C1.prototype,"field",2);function VC(H,V,C,e){let L=i=>M3(n5(i,C,e)).toLocaleLowerCase(C.language).includes(V),r=[],t;for(let i of H)i.kind==="day"?t=i:i.kind==="entry"&&L(i)&&(t&&r.push(t),t=void 0,r.push(i));return r}function eC(H){return Number.isFinite(H)&&Math.abs(H)<864e13?new Date(H).toISOString():""}var LC=new TextEncoder;function V2(H){return LC.encode(H).length}var a3=typeof Intl.Segmenter=="function"?new Intl.Segmenter(void 0,{granularity:"grapheme"}):void 0;function n3(H){return a3?Array.from(a3.segment(H),({segment:V})=>V):Array.from(H)}function $4(H){let V=H.slice(0,rC);return a3?a3.segment(V)[Symbol.iterator]().next().value?.segment:Array.from(V)[0]}var rC=32;function D4(H,V){let C=0,e=0,L=0;for(let[r]of H.matchAll(/\s+|\S+/gu)){let t=V2(r);if(/^\s/u.test(r)){L=t;continue}if(e===0&&(L=0),e>0&&e+L+t<=V)e+=L+t;else if(t<=V)C+=1,e=t;else{let i=tC(r,V);C+=i.parts,e=i.rest}L=0}return C}function tC(H,V){let C=1,e=0;for(let L of n3(H)){let r=V2(L)>V?Array.from(L):[L];for(let t of r){let i=V2(t);e+i>V&&e>0&&(C+=1,e=0),e+=i}}return{parts:C,rest:e}}var iC=2/3;function N4(H,V){if(V2(H)<=V)return H?1:0;let C=Math.floor(V*iC),e=0,L=[],r=0;for(let t of n3(H)){let i=V2(t)>V?Array.from(t):[t];for(let M of i){let o=V2(M);r+o>V&&(e+=1,L=MC(L,C),r=L.reduce((a,n)=>a+n.width,0)),L.push({text:M,width:o}),r+=o}}return e+(L.length?1:0)}function MC(H,V){for(let C=H.length;C>0;C-=1){let e=H[C-1];if(!e||!/^\s/u.test(e.text))continue;return H.slice(0,C).reduce((r,t)=>r+t.width,0)>=V?H.slice(C):[]}return[]}function i1(H,V,C){return A`<span
    class="avatar"
    style=${`--hue: ${nC(H??V)}`}
    aria-hidden="true"
    ><span class="letter">${aC(V)}</span>${C?A`<span class="presence"></span>`:v}</span
  >`}function d3(){return A`<span class="avatar channel" aria-hidden="true"
    >${g(C3)}</span
  >`}function z4(){return A`<span class="avatar channel" aria-hidden="true"
    >${g(t5)}</span
  >`}var oC=500,s3=new Map;function aC(H){let V=s3.get(H);if(V===void 0){let C=H.slice(0,64).replace(/^[^\p{L}\p{N}\p{So}]+/u,"");V=($4(C)??"?").toLocaleUpperCase(),s3.size>=oC&&s3.clear(),s3.set(H,V)}return V}function nC(H){let V=0;for(let C=0;C<Math.min(H.length,64);C+=1)V=(V*31+H.charCodeAt(C))%3600;return V/10}var M1=R`
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
`;function _1(H,V){return H.in_reach?H.direct?V("hops.direct"):H.hops===null?V("peer.in_reach"):V.plural("hops",H.hops):V("peer.absent")}var sC=3e3,Y=class extends F{constructor(){super(...arguments);this.readOnly=!1;this.showSignal=!1;this.keepUnread=!1;this.heading="";this.selected=_;this.pane="thread";this.searching=!1;this.toast="";this.inView=!0;this.chatWatch=new q(this);this.peersWatch=new q(this);this.openOnRequest=C=>{this.open(C),this.fire("mesh-opened",C)};this.onOpen=async C=>{C.stopPropagation(),this.open(C.detail),await this.updateComplete,matchMedia("(pointer: fine)").matches&&this.composer?.focus()};this.back=async()=>{this.pane="list",await this.updateComplete;let C=this.renderRoot.querySelector("mesh-broadcast-conversations");(C?.shadowRoot?.querySelector("[aria-current]")??C?.shadowRoot?.querySelector("button"))?.focus()};this.onFound=async C=>{C.stopPropagation(),this.searching=!1,await this.updateComplete,await this.threadElement.reveal(C.detail.message_id)||this.say(this.t("search.gone"))};this.closeSearch=()=>{this.searching=!1,this.composer?.focus()};this.seen=()=>{this.session?.chat.conversations.get(this.selected)?.unread&&(this.keepUnread||!this.inView||document.visibilityState!=="visible"||this.searching||!this.threadElement?.showsNewest||this.pane==="list"&&this.threadElement.offsetParent===null||getComputedStyle(this).pointerEvents==="none"||this.session.chat.markRead(this.selected))}}open(C){this.selected=C,this.pane="thread",this.searching=!1}connectedCallback(){super.connectedCallback(),document.addEventListener("visibilitychange",this.seen),this.visibility=new IntersectionObserver(C=>{this.inView=C.at(-1)?.isIntersecting??!0,this.seen()}),this.visibility.observe(this),this.hasUpdated&&this.offerToOpen()}disconnectedCallback(){super.disconnectedCallback(),document.removeEventListener("visibilitychange",this.seen),this.visibility?.disconnect(),clearTimeout(this.toastTimer),this.endOffer?.(),this.endOffer=void 0}willUpdate(C){let{session:e}=this;this.chatWatch.set(e?.chat),this.peersWatch.set(e?.peers),C.has("only")&&this.only&&this.open(this.only),this.offerToOpen()}render(){let{session:C}=this;if(!C)return A``;let{chat:e,peers:L}=C,r=this.blocker(e,L);if(r&&!(e.loaded&&L.loaded))return A`${Q(r)}`;let t=!this.hasList(L);return A`
      <div class="panes ${t?"single":""}" data-pane=${t?"thread":this.pane}>
        ${t?v:A`<div class="list">
              ${this.heading?A`<h2 class="clip">${this.heading}</h2>`:v}
              <mesh-broadcast-conversations
                .hass=${this.hass}
                .chat=${e}
                .peers=${L}
                .selected=${this.selected}
                @mesh-open=${this.onOpen}
              ></mesh-broadcast-conversations>
            </div>`}
        ${this.renderThread(e,L,t)}
      </div>
      <mesh-broadcast-details .hass=${this.hass} .peers=${L}></mesh-broadcast-details>
      <div class="toast ${this.toast?"shown":""}" role="status">${this.toast}</div>
    `}renderThread(C,e,L){let{t:r}=this,t=C.thread(this.selected),i=this.obstacle(e),M=this.trouble(C,e);return A`<section class="thread" aria-label=${this.titleOf(e)}>
      ${this.renderHeader(C,e,L)} ${M?c2(M):v}
      ${this.searching?A`<mesh-broadcast-search
            .hass=${this.hass}
            .thread=${t}
            @mesh-found=${this.onFound}
            @mesh-close=${this.closeSearch}
          ></mesh-broadcast-search>`:v}
      <mesh-broadcast-thread
        .hass=${this.hass}
        .thread=${t}
        .peers=${e}
        .canWrite=${this.mayWrite(e)}
        .showSignal=${this.showSignal}
        ?inert=${this.searching}
        @mesh-seen=${this.seen}
        @mesh-reply=${o=>this.composer?.replyTo(o.detail)}
        @mesh-mention=${o=>this.composer?.insert(`@${o.detail} `)}
        @mesh-edit=${o=>this.composer?.insert(o.detail)}
        @mesh-compose=${()=>this.composer?.focus()}
        @mesh-details=${o=>{this.details.show(o.detail)}}
        @mesh-toast=${o=>this.say(o.detail)}
      ></mesh-broadcast-thread>
      ${this.mayWrite(e)?A`<mesh-broadcast-composer
            .hass=${this.hass}
            .thread=${t}
            .peers=${e}
            .obstacle=${i}
          ></mesh-broadcast-composer>`:v}
      <span class="sr-only">${r("chat.keys")}</span>
    </section>`}renderHeader(C,e,L){let{t:r}=this,t=this.selected===_,i=t?void 0:e.get(this.selected),M=C.unread-(C.conversations.get(this.selected)?.unread??0),o=this.titleOf(e);return A`<header>
      ${L?v:A`<button
            class="icon-button back"
            aria-label=${M?`${r("chat.back")}, ${r.plural("conversations.unread",M)}`:r("chat.back")}
            title=${r("chat.back")}
            @click=${this.back}
          >
            ${g(a4)}
            ${M?A`<span class="dot" aria-hidden="true">${M>99?"99+":M}</span>`:v}
          </button>`}
      ${t?d3():i1(this.selected,o,i?.in_reach)}
      <div class="titles">
        <h2>
          <bdi class="clip">${o}</bdi>
          ${i?.trust==="verified"?A`<span class="badge" title=${r("trust.verified")}
                >${g(O1)}<span class="sr-only"
                  >${r("trust.verified")}</span
                ></span
              >`:v}
        </h2>
        <p>
          ${t?v:A`<span class="lock" title=${r("chat.private")}
                >${g(m2)}<span class="sr-only">${r("chat.private")}</span></span
              >`}
          <span class="clip">${this.subtitle(e)}</span>
        </p>
      </div>
      <button
        class="icon-button"
        aria-label=${r("chat.search")}
        title=${r("chat.search")}
        aria-pressed=${this.searching?"true":"false"}
        @click=${()=>this.searching=!this.searching}
      >
        ${g(H2)}
      </button>
    </header>`}titleOf(C){if(this.selected===_)return this.only&&this.heading||this.t("conversations.public");let e=C.get(this.selected)?.nickname,L=this.session?.chat.conversations.get(this.selected)?.title;return e??(L||this.selected.slice(0,8))}subtitle(C){let{t:e,formats:L}=this;if(this.selected===_)return e.plural("conversations.people",C.inReach.length);let r=C.get(this.selected);return r?r.blocked?e("peer.blocked"):r.in_reach?_1(r,e):e("peer.last_seen",{when:L.relative(r.last_seen,Date.now())}):e("peer.unknown")}blocker(C,e){return N2([e,C],this.hass,this.t,C2)}trouble(C,e){let{t:L}=this,r=this.blocker(C,e);if(r)return{...r,kind:"warning"};let{node:t}=e;if(t&&!t.running)return{kind:"warning",icon:t4,title:L("state.not_running"),text:L("state.not_running_hint")}}obstacle(C){let{t:e}=this;switch(C.feedState){case"offline":return e("error.offline");case"not_loaded":return e("error.not_loaded");default:}if(this.selected===_)return"";if(!C.node?.may_read_private)return e("error.not_allowed");let L=C.get(this.selected);return L?.blocked?e("composer.blocked",{name:L.nickname}):""}hasList(C){return!this.only&&(C.node?.may_read_private??!1)}offerToOpen(){this.only||this.endOffer||!this.isConnected||(this.endOffer=this.session?.chat.offer(this.openOnRequest))}mayWrite(C){return!this.readOnly&&(C.node?.may_send??!0)}say(C){this.toast=C,clearTimeout(this.toastTimer),this.toastTimer=setTimeout(()=>this.toast="",sC)}static{this.styles=[D,M1,k1,R`
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
        display: flex;
        align-items: center;
        gap: 4px;
        margin: 0;
        font-size: 13px;
        line-height: 18px;
        color: var(--mb-muted);
      }

      .lock .icon {
        font-size: 14px;
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
    `]}};x([O()],Y.prototype,"only",2),x([O({type:Boolean})],Y.prototype,"readOnly",2),x([O({type:Boolean})],Y.prototype,"showSignal",2),x([O({type:Boolean})],Y.prototype,"keepUnread",2),x([O()],Y.prototype,"heading",2),x([b()],Y.prototype,"selected",2),x([b()],Y.prototype,"pane",2),x([b()],Y.prototype,"searching",2),x([b()],Y.prototype,"toast",2),x([b()],Y.prototype,"inView",2),x([I("mesh-broadcast-thread")],Y.prototype,"threadElement",2),x([I("mesh-broadcast-composer")],Y.prototype,"composer",2),x([I("mesh-broadcast-details")],Y.prototype,"details",2);var I4=32;function W4(H,V){let{body:C}=A0(V),e=(C||V).replace(/\s+/gu," ").trim(),L=n3(e),r=L.length>I4?`${L.slice(0,I4-1).join("").trimEnd()}…`:e;return`> ${H}: ${r}
`}function A0(H){let V=H.split(`
`),C=0;for(;C<V.length&&/^> ?\S/u.test(V[C]??"");)C+=1;let e=V.slice(C).join(`
`).trim();return C===0||!e?{quote:void 0,body:H}:{quote:V.slice(0,C).map(L=>L.replace(/^> ?/u,"")).join(`
`),body:e}}var G4=255,dC=6,AC=.7;function U4(H,V,C){let e=V2(H);return V?{bytes:e,limit:C.max_message_bytes,parts:D4(H,C.part_bytes)}:{bytes:e,limit:C.max_private_bytes,parts:N4(H,G4)}}var m1=class extends F{constructor(){super(...arguments);this.obstacle="";this.text="";this.chosen=0;this.send=()=>{let{thread:C}=this,e=this.peers?.node;if(!C||!e)return;let L=this.whole;this.whyNot(U4(L,C.conversation===_,e))||(this.write(""),this.reply=void 0,this.mention=void 0,C.send(L),this.focus())};this.cancelReply=()=>{this.reply=void 0,this.focus()};this.onInput=()=>{this.write(this.area.value),this.findMention()};this.findMention=()=>{let{area:C}=this;this.mention=C.selectionStart===C.selectionEnd?W7(C.value,C.selectionStart):void 0,this.chosen=0};this.closeNames=()=>{this.mention=void 0};this.onKey=C=>{if(C.isComposing||C.keyCode===229)return;let{names:e}=this;if(e.length&&this.onNamesKey(C,e)){C.preventDefault(),C.stopPropagation();return}C.key==="Enter"&&!C.shiftKey&&!C.altKey?(C.preventDefault(),this.send()):C.key==="Escape"&&this.reply&&(C.stopPropagation(),this.cancelReply())}}focus(){this.area?.focus()}replyTo(C){this.reply=C,this.focus()}insert(C){let e=this.text&&!/\s$/u.test(this.text)?" ":"";this.write(`${this.text}${e}${C}`),this.focus()}willUpdate(C){C.has("thread")&&(this.text=this.thread?.draft??"",this.reply=void 0,this.mention=void 0)}updated(){let{area:C}=this;C&&(C.value!==this.text&&(C.value=this.text),CSS.supports("field-sizing","content")||(C.style.height="auto",C.style.height=`${C.scrollHeight}px`))}render(){let{t:C,thread:e}=this,L=this.peers?.node;if(!e||!L)return A``;let r=e.conversation===_,t=U4(this.whole,r,L),i=t.bytes-t.limit,M=this.names,o=r?L.part_bytes:G4,a=t.parts>1||t.bytes>o*AC||i>0,n=this.whyNot(t),d=r?void 0:this.peers?.get(e.conversation),s=this.obstacle||this.hint(d,r);return A`
      ${M.length?this.renderNames(M):v}
      ${this.reply?A`<div class="reply">
            ${g(r3)}
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
              ${g(w1)}
            </button>
          </div>`:v}
      <div class="line">
        <div class="field">
          <textarea
            rows="1"
            dir="auto"
            enterkeyhint="send"
            autocomplete="off"
            placeholder=${r?C("composer.placeholder_public"):C("composer.placeholder_private",{name:d?.nickname??""})}
            aria-label=${r?C("composer.placeholder_public"):C("composer.placeholder_private",{name:d?.nickname??""})}
            aria-describedby="length"
            aria-autocomplete="list"
            aria-controls=${M.length?"names":v}
            aria-activedescendant=${M.length?`name-${this.chosen}`:v}
            aria-invalid=${i>0?"true":"false"}
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
          ${g(b4)}
        </button>
      </div>
      <div class="foot ${i>0?"over":""}" id="length">
        ${s?A`<span class="hint">${s}</span>`:v}
        ${a?A`<span class="length"
              >${i>0?C.plural("composer.too_long",i):this.lengthWords(t)}</span
            >`:v}
      </div>
      <div class="sr-only" aria-live="polite">
        ${M.length?C.plural("composer.names",M.length):""}
      </div>
    `}renderNames(C){return A`<div
      class="names"
      id="names"
      role="listbox"
      aria-label=${this.t("composer.names_label")}
    >
      ${C.map((e,L)=>A`<div
            class="name"
            id="name-${L}"
            role="option"
            aria-selected=${L===this.chosen?"true":"false"}
            @pointerdown=${r=>{r.preventDefault(),this.complete(e)}}
          >
            ${i1(e.fingerprint,e.nickname,e.in_reach)}
            <bdi class="clip">${e.nickname}</bdi>
            <span class="tag">#${e.fingerprint.slice(0,4)}</span>
          </div>`)}
    </div>`}get whole(){let C=this.text.trim();if(!this.reply||!C)return C;let e=this.reply.own?this.peers?.node?.nickname??"":this.reply.nickname;return`${W4(e,this.reply.text)}${C}`}get names(){if(!this.mention||!this.peers||this.thread?.conversation!==_)return[];let C=[...this.peers.peers.values()].filter(e=>!e.blocked).sort((e,L)=>Number(L.in_reach)-Number(e.in_reach)||L.last_seen-e.last_seen);return U7(C,this.mention.typed,dC)}hint(C,e){let{t:L}=this;return e?this.peers?.loaded&&!this.peers.inReach.length?L("composer.nobody"):"":C&&!C.in_reach?L("composer.absent",{name:C.nickname}):""}lengthWords(C){let{t:e,formats:L}=this,r=e("composer.bytes",{n:L.number(C.bytes),limit:L.number(C.limit)});return C.parts>1?`${r} · ${e.plural("composer.parts",C.parts)}`:r}whyNot(C){let{t:e}=this;return this.obstacle?this.obstacle:this.text.trim()?C.bytes>C.limit?e.plural("composer.too_long",C.bytes-C.limit):"":e("composer.empty")}write(C){this.text=C,this.thread&&(this.thread.draft=C)}complete(C){let{mention:e,area:L}=this;if(!e)return;let r=e.start+1+e.typed.length,t=`@${C.nickname} `,i=L.value;this.write(`${i.slice(0,e.start)}${t}${i.slice(r)}`),this.mention=void 0,L.value=this.text;let M=e.start+t.length;L.setSelectionRange(M,M)}onNamesKey(C,e){switch(C.key){case"ArrowDown":return this.chosen=(this.chosen+1)%e.length,!0;case"ArrowUp":return this.chosen=(this.chosen-1+e.length)%e.length,!0;case"Enter":case"Tab":{let L=e[this.chosen];return!L||C.shiftKey||!this.mention?.typed?!1:(this.complete(L),!0)}case"Escape":return this.mention=void 0,!0;default:return!1}}static{this.styles=[D,M1,R`
      :host {
        display: block;
        position: relative;
        padding: 8px 12px;
        border-top: 1px solid var(--mb-line);
      }

      .line,
      .foot,
      .reply {
        max-width: 1016px;
        margin-inline: auto;
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
        inset-inline-start: max(12px, (100% - 1016px) / 2);
        inset-block-end: calc(100% + 4px);
        width: min(360px, 100% - 24px);
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
    `]}};x([O({attribute:!1})],m1.prototype,"thread",2),x([O({attribute:!1})],m1.prototype,"peers",2),x([O()],m1.prototype,"obstacle",2),x([b()],m1.prototype,"text",2),x([b()],m1.prototype,"reply",2),x([b()],m1.prototype,"mention",2),x([b()],m1.prototype,"chosen",2),x([I("textarea")],m1.prototype,"area",2);var pC=50,lC=12,mC=120,e2=class extends F{constructor(){super(...arguments);this.selected=_;this.wanted="";this.chatWatch=new q(this);this.peersWatch=new q(this);this.onFilter=C=>{this.wanted=C.target.value};this.onFilterKey=C=>{C.key!=="Escape"||!this.wanted||(C.stopPropagation(),this.wanted="")}}willUpdate(C){C.has("chat")&&this.chatWatch.set(this.chat),C.has("peers")&&this.peersWatch.set(this.peers)}render(){let{chat:C,peers:e,t:L}=this;if(!C||!e)return A``;let r=C.sorted;C.conversations.has(_)||r.unshift(q4(_));let t=this.wanted.trim().toLocaleLowerCase(),i=n=>n.toLocaleLowerCase().includes(t),M=e.node?.may_read_private??!1,o=r.filter(n=>n.conversation===_?!t||i(L("conversations.public")):M&&i(this.titleOf(n))),a=(M?t?[...e.peers.values()]:e.inReach:[]).filter(n=>!C.conversations.has(n.fingerprint)&&!n.blocked).filter(n=>i(n.nickname)).sort((n,d)=>Number(d.in_reach)-Number(n.in_reach)||n.nickname.localeCompare(d.nickname,L.language,{numeric:!0})).slice(0,pC);return A`<nav aria-label=${L("conversations.label")}>
      ${t||r.length+e.peers.size>lC?A`<div class="filter" role="search" aria-label=${L("conversations.find")}>
            ${g(o4)}
            <input
              type="search"
              dir="auto"
              autocomplete="off"
              placeholder=${L("conversations.find")}
              aria-label=${L("conversations.find")}
              .value=${this.wanted}
              @input=${this.onFilter}
              @keydown=${this.onFilterKey}
            />
          </div>`:v}
      ${t&&!o.length&&!a.length?A`<p class="none" role="status">${L("conversations.none")}</p>`:v}
      <ul>
        ${p1(o,n=>n.conversation,n=>this.renderConversation(n))}
      </ul>
      ${a.length?A`<h3>${L(t?"conversations.others":"conversations.in_reach")}</h3>
            <ul>
              ${p1(a,n=>n.fingerprint,n=>this.renderConversation({...q4(n.fingerprint),title:n.nickname}))}
            </ul>`:v}
    </nav>`}renderConversation(C){let{t:e,formats:L,peers:r}=this,t=C.conversation===_,i=t?void 0:r?.get(C.conversation),M=t?e("conversations.public"):this.titleOf(C),o=Date.now();return A`<li>
      <button
        class="conversation"
        aria-current=${C.conversation===this.selected?"true":v}
        @click=${()=>this.fire("mesh-open",C.conversation)}
      >
        ${t?d3():i1(C.conversation,M,i?.in_reach)}
        <span class="words">
          <span class="upper">
            <bdi class="clip title">${M}</bdi>
            ${!t&&r?.isAmbiguous(M)?A`<span class="tag">#${C.conversation.slice(0,4)}</span>`:v}
            ${i?.trust==="verified"?A`<span class="badge" title=${e("trust.verified")}
                  >${g(O1)}<span class="sr-only"
                    >${e("trust.verified")}</span
                  ></span
                >`:v}
            ${i?.blocked?A`<span class="badge" title=${e("peer.blocked")}
                  >${g(s4)}<span class="sr-only">${e("peer.blocked")}</span></span
                >`:v}
            ${C.last?A`<time class="when">${L.short(U5(C),o)}</time>`:v}
          </span>
          <span class="lower">
            <span class="clip preview" dir="auto"
              >${C.last?this.preview(C.last):this.emptyWords(i)}</span
            >
            ${C.unread?A`<span class="count"
                  ><span aria-hidden="true"
                    >${C.unread>99?"99+":L.number(C.unread)}</span
                  ><span class="sr-only"
                    >${e.plural("conversations.unread",C.unread)}</span
                  ></span
                >`:v}
          </span>
        </span>
      </button>
    </li>`}titleOf(C){return(this.peers?.get(C.conversation)?.nickname??C.title)||C.conversation.slice(0,8)}preview(C){let e=C.text.slice(0,mC).replace(/\s+/gu," ");return C.own?`${this.t("message.you")}: ${e}`:C.conversation===_?`${C.nickname}: ${e}`:e}emptyWords(C){let{t:e,peers:L}=this;return C?_1(C,e):e.plural("conversations.people",L?.inReach.length??0)}static{this.styles=[D,M1,R`
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

      .filter {
        display: flex;
        align-items: center;
        gap: 12px;
        margin: 8px 8px 0;
        padding-inline: 12px;
        border-radius: 22px;
        background: var(--mb-other);
        color: var(--mb-muted);
      }

      .filter:focus-within {
        box-shadow: 0 0 0 2px var(--mb-accent-text);
      }

      .filter .icon {
        font-size: 20px;
      }

      .filter input {
        flex: 1;
        min-width: 0;
        height: 44px;
        border: 0;
        background: none;
        color: var(--mb-text);
        font: inherit;
        font-size: 16px;
      }

      .filter input:focus-visible {
        outline: none;
      }

      .filter input::placeholder {
        color: var(--mb-muted);
        opacity: 1;
      }

      .none {
        margin: 16px 20px;
        color: var(--mb-muted);
        font-size: 14px;
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
    `]}};x([O({attribute:!1})],e2.prototype,"chat",2),x([O({attribute:!1})],e2.prototype,"peers",2),x([O()],e2.prototype,"selected",2),x([b()],e2.prototype,"wanted",2);function q4(H){return{conversation:H,title:"",unread:0,last:null,messages:0}}var cC=900,Q4=14,p0=300;function K4(H,V,C){let{message:e}=H,{t:L,formats:r}=V,i=V.peerOf(e.fingerprint)?.trust==="verified",M=N7(e);return A`<div
    class="row message ${e.own?"own":"theirs"} ${H.first?"first":""} ${H.last?"last":""} ${C.flash?"flash":""}"
    role="article"
    data-key=${H.key}
    tabindex=${C.tabbable?0:-1}
    aria-label=${hC(e,i,V)}
  >
    ${e.own||!V.isPublic?v:A`<span class="gutter"
          >${H.first?i1(e.fingerprint,e.nickname):v}</span
        >`}
    <div class="stack">
      <div class="bubble">
        ${H.first&&!e.own&&V.isPublic?A`<div class="author">
              <bdi class="clip">${e.nickname}</bdi>
              ${V.isAmbiguous(e.nickname)&&e.fingerprint?A`<span class="tag">#${e.fingerprint.slice(0,4)}</span>`:v}
              ${i?A`<span class="verified" title=${L("trust.verified")}
                    >${g(O1)}</span
                  >`:v}
            </div>`:v}
        ${X4(e.text,H.key,V,A`<span class="meta">
            ${V.showSignal&&!e.own?A`<span>${m0(e,L,r)}</span>`:v}
            <time datetime=${Y4(r1(e))}>${r.time(r1(e))}</time>
            ${e.own?xC(e,L):v}
          </span>`)}
      </div>
      ${M?A`<div class="failure">
            ${g(t1)}
            <span>${l0(e,L)}</span>
            ${V.canWrite?A`<button
                  class="text-button"
                  ?disabled=${V.resending(e.message_id)}
                  @click=${()=>V.on.resend(e)}
                >
                  ${L("message.resend")}
                </button>`:v}
          </div>`:v}
      ${C.active?vC(e,V):v}
    </div>
  </div>`}function j4(H,V){let{pending:C}=H,{t:e,formats:L}=V;return A`<div
    class="row message own pending ${H.first?"first":""} ${H.last?"last":""}"
    role="article"
    data-key=${H.key}
    tabindex="-1"
    aria-label=${`${e("message.you")}: ${C.text.slice(0,p0)}`}
  >
    <div class="stack">
      <div class="bubble">
        ${X4(C.text,H.key,V,A`<span class="meta">
            <time datetime=${Y4(C.at)}>${L.time(C.at)}</time>
            ${C.error?L2(t1,e("status.refused"),"bad"):L2(M0,e("status.sending"))}
          </span>`)}
      </div>
      ${C.error?A`<div class="failure">
            <span>${l1(C.error,e)}</span>
            <span class="choices">
              <button class="text-button" @click=${()=>V.on.retry(H.key)}>
                ${e("message.retry")}
              </button>
              <button class="text-button" @click=${()=>V.on.edit(H.key)}>
                ${e("message.edit")}
              </button>
              <button class="text-button" @click=${()=>V.on.discard(H.key)}>
                ${e("message.discard")}
              </button>
            </span>
          </div>`:v}
    </div>
  </div>`}function vC(H,V){let{t:C,on:e}=V,L=(r,t,i)=>A`<button class="icon-button" title=${t} aria-label=${t} @click=${i}>
      ${g(r)}
    </button>`;return A`<div class="actions" role="toolbar" aria-label=${C("message.actions")}>
    ${V.canWrite?L(r3,C("message.reply"),()=>e.reply(H)):v}
    ${V.canWrite&&!H.own&&V.isPublic?L(n4,C("message.mention"),()=>e.mention(H)):v}
    ${L(E2,C("message.copy"),()=>e.copy(H))}
    ${L(m4,C("message.details"),()=>e.details(H))}
  </div>`}function X4(H,V,C,e){let{quote:L,body:r}=A0(H),i=(r.length>cC||r.split(`
`,Q4+1).length>Q4)&&!C.isExpanded(V);return A`${L===void 0?v:A`<blockquote dir="auto">${L}</blockquote>`}
    <div class="line">
      <div class="text ${i?"folded":""}" dir="auto">${uC(r,C)}</div>
      ${i?A`<button class="text-button more" @click=${()=>C.on.expand(V)}>
            ${C.t("message.show_all")}
          </button>`:v}
      ${e}
    </div>`}function uC(H,V){return q7(H,V.names).map(e=>e.mention?A`<bdi class="mention ${e.text===`@${V.ownName}`?"me":""}"
          >${e.text}</bdi
        >`:e.text)}function L2(H,V,C=""){return A`<span class="status ${C}" title=${V}
    >${g(H)}<span class="sr-only">${V}</span></span
  >`}function xC(H,V){switch(H.status){case null:return v;case"queued":return L2(M0,V("status.queued"));case"sent":return L2(d4,V("status.sent"));case"relayed":{let C=H.heard_by?V.plural("status.heard_by",H.heard_by):V("status.relayed");return A`<span class="status" title=${C}
        >${g(t3)}${H.heard_by?A`<span aria-hidden="true">${H.heard_by}</span>`:v}<span class="sr-only">${C}</span></span
      >`}case"delivered":return L2(l2,V("status.delivered"));case"read":return L2(l2,V("status.read"),"good");case"expired":return L2(t1,V("status.expired"),"bad");case"failed":return L2(t1,V("status.failed"),"bad")}}function l0(H,V){switch(H.failure){case"expired":case"outbox_full":case"not_confirmed":case"identity_changed":case"wiped":return V(`failure.${H.failure}`);default:return V(H.status==="expired"?"failure.expired":"failure.unknown")}}function m0(H,V,C){let e=[];return H.hops===1?e.push(V("hops.direct")):H.hops!==null&&e.push(V.plural("hops",H.hops)),H.rssi!==null&&e.push(V("signal.dbm",{value:C.number(H.rssi)})),e.join(" · ")}function hC(H,V,C){let{t:e,formats:L}=C,r=H.own?e("message.you"):V?e("message.by_verified",{name:H.nickname}):H.nickname,t=H.text.length>p0?`${H.text.slice(0,p0)}…`:H.text;return`${r}, ${L.time(r1(H))}: ${t}`}function Y4(H){return new Date(p2(H)).toISOString()}var J4=R`
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
    background: color-mix(in srgb, var(--mb-own) 55%, var(--mb-surface));
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
    width: 100%;
    text-align: start;
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
`;var v2=class extends F{constructor(){super(...arguments);this.onBackdrop=C=>{C.target===this.dialog&&this.dialog.close()}}async show(C){this.message=C,await this.updateComplete,this.dialog.open||this.dialog.showModal()}render(){let{t:C,message:e}=this;return A`<dialog
      aria-labelledby="title"
      @click=${this.onBackdrop}
      @close=${()=>this.message=void 0}
    >
      ${e?A`<div class="content">
            <header>
              <h2 id="title">${C("details.title")}</h2>
              <button
                class="icon-button"
                aria-label=${C("common.close")}
                title=${C("common.close")}
                @click=${()=>this.dialog.close()}
              >
                ${g(w1)}
              </button>
            </header>
            <dl>${this.facts(e).map(([L,r,t])=>ZC(L,r,t))}</dl>
          </div>`:v}
    </dialog>`}facts(C){let{t:e,formats:L,peers:r}=this,t=C.fingerprint?r?.get(C.fingerprint):void 0,i=[];if(C.own?(i.push([e("details.from"),e("message.you")]),C.status&&i.push([e("details.delivery"),e(`status.${C.status}`)]),(C.status==="failed"||C.status==="expired")&&i.push([e("details.reason"),l0(C,e)]),C.heard_by&&i.push([e("details.heard_by"),e.plural("status.heard_by",C.heard_by)])):(i.push([e("details.from"),C.nickname]),t&&i.push([e("details.trust"),e(`trust.${t.trust}_long`)])),i.push([e("details.sent"),L.moment(C.sent)]),!C.own){i.push([e("details.received"),L.moment(C.received)]);let M=m0(C,e,L);if(M&&i.push([e("details.way"),M]),C.via){let o=r?.byPeerId(C.via);i.push([e("details.via"),o?.nickname??C.via,!o])}}return C.fingerprint&&i.push([e("details.fingerprint"),A3(C.fingerprint),!0]),i.push([e("details.message_id"),C.message_id,!0]),i}static{this.styles=[D,R`
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
    `]}};x([O({attribute:!1})],v2.prototype,"peers",2),x([b()],v2.prototype,"message",2),x([I("dialog")],v2.prototype,"dialog",2);function ZC(H,V,C=!1){return A`<div>
    <dt>${H}</dt>
    <dd class=${C?"mono":""}>${V}</dd>
  </div>`}function A3(H){return H.match(/.{1,4}/gu)?.join(" ")??H}var p3="http://www.w3.org/1999/xhtml",c0={svg:"http://www.w3.org/2000/svg",xhtml:p3,xlink:"http://www.w3.org/1999/xlink",xml:"http://www.w3.org/XML/1998/namespace",xmlns:"http://www.w3.org/2000/xmlns/"};function r2(H){var V=H+="",C=V.indexOf(":");return C>=0&&(V=H.slice(0,C))!=="xmlns"&&(H=H.slice(C+1)),c0.hasOwnProperty(V)?{space:c0[V],local:H}:H}function fC(H){return function(){var V=this.ownerDocument,C=this.namespaceURI;return C===p3&&V.documentElement.namespaceURI===p3?V.createElement(H):V.createElementNS(C,H)}}function SC(H){return function(){return this.ownerDocument.createElementNS(H.space,H.local)}}function l3(H){var V=r2(H);return(V.local?SC:fC)(V)}function gC(){}function u2(H){return H==null?gC:function(){return this.querySelector(H)}}function C9(H){typeof H!="function"&&(H=u2(H));for(var V=this._groups,C=V.length,e=new Array(C),L=0;L<C;++L)for(var r=V[L],t=r.length,i=e[L]=new Array(t),M,o,a=0;a<t;++a)(M=r[a])&&(o=H.call(M,M.__data__,a,r))&&("__data__"in M&&(o.__data__=M.__data__),i[a]=o);return new U(e,this._parents)}function v0(H){return H==null?[]:Array.isArray(H)?H:Array.from(H)}function yC(){return[]}function d5(H){return H==null?yC:function(){return this.querySelectorAll(H)}}function bC(H){return function(){return v0(H.apply(this,arguments))}}function H9(H){typeof H=="function"?H=bC(H):H=d5(H);for(var V=this._groups,C=V.length,e=[],L=[],r=0;r<C;++r)for(var t=V[r],i=t.length,M,o=0;o<i;++o)(M=t[o])&&(e.push(H.call(M,M.__data__,o,t)),L.push(M));return new U(e,L)}function A5(H){return function(){return this.matches(H)}}function m3(H){return function(V){return V.matches(H)}}var wC=Array.prototype.find;function OC(H){return function(){return wC.call(this.children,H)}}function kC(){return this.firstElementChild}function V9(H){return this.select(H==null?kC:OC(typeof H=="function"?H:m3(H)))}var _C=Array.prototype.filter;function PC(){return Array.from(this.children)}function TC(H){return function(){return _C.call(this.children,H)}}function e9(H){return this.selectAll(H==null?PC:TC(typeof H=="function"?H:m3(H)))}function L9(H){typeof H!="function"&&(H=A5(H));for(var V=this._groups,C=V.length,e=new Array(C),L=0;L<C;++L)for(var r=V[L],t=r.length,i=e[L]=[],M,o=0;o<t;++o)(M=r[o])&&H.call(M,M.__data__,o,r)&&i.push(M);return new U(e,this._parents)}function c3(H){return new Array(H.length)}function r9(){return new U(this._enter||this._groups.map(c3),this._parents)}function p5(H,V){this.ownerDocument=H.ownerDocument,this.namespaceURI=H.namespaceURI,this._next=null,this._parent=H,this.__data__=V}p5.prototype={constructor:p5,appendChild:function(H){return this._parent.insertBefore(H,this._next)},insertBefore:function(H,V){return this._parent.insertBefore(H,V)},querySelector:function(H){return this._parent.querySelector(H)},querySelectorAll:function(H){return this._parent.querySelectorAll(H)}};function t9(H){return function(){return H}}function BC(H,V,C,e,L,r){for(var t=0,i,M=V.length,o=r.length;t<o;++t)(i=V[t])?(i.__data__=r[t],e[t]=i):C[t]=new p5(H,r[t]);for(;t<M;++t)(i=V[t])&&(L[t]=i)}function RC(H,V,C,e,L,r,t){var i,M,o=new Map,a=V.length,n=r.length,d=new Array(a),s;for(i=0;i<a;++i)(M=V[i])&&(d[i]=s=t.call(M,M.__data__,i,V)+"",o.has(s)?L[i]=M:o.set(s,M));for(i=0;i<n;++i)s=t.call(H,r[i],i,r)+"",(M=o.get(s))?(e[i]=M,M.__data__=r[i],o.delete(s)):C[i]=new p5(H,r[i]);for(i=0;i<a;++i)(M=V[i])&&o.get(d[i])===M&&(L[i]=M)}function EC(H){return H.__data__}function i9(H,V){if(!arguments.length)return Array.from(this,EC);var C=V?RC:BC,e=this._parents,L=this._groups;typeof H!="function"&&(H=t9(H));for(var r=L.length,t=new Array(r),i=new Array(r),M=new Array(r),o=0;o<r;++o){var a=e[o],n=L[o],d=n.length,s=FC(H.call(a,a&&a.__data__,o,e)),u=s.length,l=i[o]=new Array(u),m=t[o]=new Array(u),c=M[o]=new Array(d);C(a,n,l,m,c,s,V);for(var Z=0,w=0,f,B;Z<u;++Z)if(f=l[Z]){for(Z>=w&&(w=Z+1);!(B=m[w])&&++w<u;);f._next=B||null}}return t=new U(t,e),t._enter=i,t._exit=M,t}function FC(H){return typeof H=="object"&&"length"in H?H:Array.from(H)}function M9(){return new U(this._exit||this._groups.map(c3),this._parents)}function o9(H,V,C){var e=this.enter(),L=this,r=this.exit();return typeof H=="function"?(e=H(e),e&&(e=e.selection())):e=e.append(H+""),V!=null&&(L=V(L),L&&(L=L.selection())),C==null?r.remove():C(r),e&&L?e.merge(L).order():L}function a9(H){for(var V=H.selection?H.selection():H,C=this._groups,e=V._groups,L=C.length,r=e.length,t=Math.min(L,r),i=new Array(L),M=0;M<t;++M)for(var o=C[M],a=e[M],n=o.length,d=i[M]=new Array(n),s,u=0;u<n;++u)(s=o[u]||a[u])&&(d[u]=s);for(;M<L;++M)i[M]=C[M];return new U(i,this._parents)}function n9(){for(var H=this._groups,V=-1,C=H.length;++V<C;)for(var e=H[V],L=e.length-1,r=e[L],t;--L>=0;)(t=e[L])&&(r&&t.compareDocumentPosition(r)^4&&r.parentNode.insertBefore(t,r),r=t);return this}function s9(H){H||(H=$C);function V(n,d){return n&&d?H(n.__data__,d.__data__):!n-!d}for(var C=this._groups,e=C.length,L=new Array(e),r=0;r<e;++r){for(var t=C[r],i=t.length,M=L[r]=new Array(i),o,a=0;a<i;++a)(o=t[a])&&(M[a]=o);M.sort(V)}return new U(L,this._parents).order()}function $C(H,V){return H<V?-1:H>V?1:H>=V?0:NaN}function d9(){var H=arguments[0];return arguments[0]=this,H.apply(null,arguments),this}function A9(){return Array.from(this)}function p9(){for(var H=this._groups,V=0,C=H.length;V<C;++V)for(var e=H[V],L=0,r=e.length;L<r;++L){var t=e[L];if(t)return t}return null}function l9(){let H=0;for(let V of this)++H;return H}function m9(){return!this.node()}function c9(H){for(var V=this._groups,C=0,e=V.length;C<e;++C)for(var L=V[C],r=0,t=L.length,i;r<t;++r)(i=L[r])&&H.call(i,i.__data__,r,L);return this}function DC(H){return function(){this.removeAttribute(H)}}function NC(H){return function(){this.removeAttributeNS(H.space,H.local)}}function zC(H,V){return function(){this.setAttribute(H,V)}}function IC(H,V){return function(){this.setAttributeNS(H.space,H.local,V)}}function WC(H,V){return function(){var C=V.apply(this,arguments);C==null?this.removeAttribute(H):this.setAttribute(H,C)}}function UC(H,V){return function(){var C=V.apply(this,arguments);C==null?this.removeAttributeNS(H.space,H.local):this.setAttributeNS(H.space,H.local,C)}}function v9(H,V){var C=r2(H);if(arguments.length<2){var e=this.node();return C.local?e.getAttributeNS(C.space,C.local):e.getAttribute(C)}return this.each((V==null?C.local?NC:DC:typeof V=="function"?C.local?UC:WC:C.local?IC:zC)(C,V))}function v3(H){return H.ownerDocument&&H.ownerDocument.defaultView||H.document&&H||H.defaultView}function GC(H){return function(){this.style.removeProperty(H)}}function qC(H,V,C){return function(){this.style.setProperty(H,V,C)}}function QC(H,V,C){return function(){var e=V.apply(this,arguments);e==null?this.style.removeProperty(H):this.style.setProperty(H,e,C)}}function u9(H,V,C){return arguments.length>1?this.each((V==null?GC:typeof V=="function"?QC:qC)(H,V,C??"")):t2(this.node(),H)}function t2(H,V){return H.style.getPropertyValue(V)||v3(H).getComputedStyle(H,null).getPropertyValue(V)}function KC(H){return function(){delete this[H]}}function jC(H,V){return function(){this[H]=V}}function XC(H,V){return function(){var C=V.apply(this,arguments);C==null?delete this[H]:this[H]=C}}function x9(H,V){return arguments.length>1?this.each((V==null?KC:typeof V=="function"?XC:jC)(H,V)):this.node()[H]}function h9(H){return H.trim().split(/^|\s+/)}function u0(H){return H.classList||new Z9(H)}function Z9(H){this._node=H,this._names=h9(H.getAttribute("class")||"")}Z9.prototype={add:function(H){var V=this._names.indexOf(H);V<0&&(this._names.push(H),this._node.setAttribute("class",this._names.join(" ")))},remove:function(H){var V=this._names.indexOf(H);V>=0&&(this._names.splice(V,1),this._node.setAttribute("class",this._names.join(" ")))},contains:function(H){return this._names.indexOf(H)>=0}};function f9(H,V){for(var C=u0(H),e=-1,L=V.length;++e<L;)C.add(V[e])}function S9(H,V){for(var C=u0(H),e=-1,L=V.length;++e<L;)C.remove(V[e])}function YC(H){return function(){f9(this,H)}}function JC(H){return function(){S9(this,H)}}function CH(H,V){return function(){(V.apply(this,arguments)?f9:S9)(this,H)}}function g9(H,V){var C=h9(H+"");if(arguments.length<2){for(var e=u0(this.node()),L=-1,r=C.length;++L<r;)if(!e.contains(C[L]))return!1;return!0}return this.each((typeof V=="function"?CH:V?YC:JC)(C,V))}function HH(){this.textContent=""}function VH(H){return function(){this.textContent=H}}function eH(H){return function(){var V=H.apply(this,arguments);this.textContent=V??""}}function y9(H){return arguments.length?this.each(H==null?HH:(typeof H=="function"?eH:VH)(H)):this.node().textContent}function LH(){this.innerHTML=""}function rH(H){return function(){this.innerHTML=H}}function tH(H){return function(){var V=H.apply(this,arguments);this.innerHTML=V??""}}function b9(H){return arguments.length?this.each(H==null?LH:(typeof H=="function"?tH:rH)(H)):this.node().innerHTML}function iH(){this.nextSibling&&this.parentNode.appendChild(this)}function w9(){return this.each(iH)}function MH(){this.previousSibling&&this.parentNode.insertBefore(this,this.parentNode.firstChild)}function O9(){return this.each(MH)}function k9(H){var V=typeof H=="function"?H:l3(H);return this.select(function(){return this.appendChild(V.apply(this,arguments))})}function oH(){return null}function _9(H,V){var C=typeof H=="function"?H:l3(H),e=V==null?oH:typeof V=="function"?V:u2(V);return this.select(function(){return this.insertBefore(C.apply(this,arguments),e.apply(this,arguments)||null)})}function aH(){var H=this.parentNode;H&&H.removeChild(this)}function P9(){return this.each(aH)}function nH(){var H=this.cloneNode(!1),V=this.parentNode;return V?V.insertBefore(H,this.nextSibling):H}function sH(){var H=this.cloneNode(!0),V=this.parentNode;return V?V.insertBefore(H,this.nextSibling):H}function T9(H){return this.select(H?sH:nH)}function B9(H){return arguments.length?this.property("__data__",H):this.node().__data__}function dH(H){return function(V){H.call(this,V,this.__data__)}}function AH(H){return H.trim().split(/^|\s+/).map(function(V){var C="",e=V.indexOf(".");return e>=0&&(C=V.slice(e+1),V=V.slice(0,e)),{type:V,name:C}})}function pH(H){return function(){var V=this.__on;if(V){for(var C=0,e=-1,L=V.length,r;C<L;++C)r=V[C],(!H.type||r.type===H.type)&&r.name===H.name?this.removeEventListener(r.type,r.listener,r.options):V[++e]=r;++e?V.length=e:delete this.__on}}}function lH(H,V,C){return function(){var e=this.__on,L,r=dH(V);if(e){for(var t=0,i=e.length;t<i;++t)if((L=e[t]).type===H.type&&L.name===H.name){this.removeEventListener(L.type,L.listener,L.options),this.addEventListener(L.type,L.listener=r,L.options=C),L.value=V;return}}this.addEventListener(H.type,r,C),L={type:H.type,name:H.name,value:V,listener:r,options:C},e?e.push(L):this.__on=[L]}}function R9(H,V,C){var e=AH(H+""),L,r=e.length,t;if(arguments.length<2){var i=this.node().__on;if(i){for(var M=0,o=i.length,a;M<o;++M)for(L=0,a=i[M];L<r;++L)if((t=e[L]).type===a.type&&t.name===a.name)return a.value}return}for(i=V?lH:pH,L=0;L<r;++L)this.each(i(e[L],V,C));return this}function E9(H,V,C){var e=v3(H),L=e.CustomEvent;typeof L=="function"?L=new L(V,C):(L=e.document.createEvent("Event"),C?(L.initEvent(V,C.bubbles,C.cancelable),L.detail=C.detail):L.initEvent(V,!1,!1)),H.dispatchEvent(L)}function mH(H,V){return function(){return E9(this,H,V)}}function cH(H,V){return function(){return E9(this,H,V.apply(this,arguments))}}function F9(H,V){return this.each((typeof V=="function"?cH:mH)(H,V))}function*$9(){for(var H=this._groups,V=0,C=H.length;V<C;++V)for(var e=H[V],L=0,r=e.length,t;L<r;++L)(t=e[L])&&(yield t)}var x0=[null];function U(H,V){this._groups=H,this._parents=V}function D9(){return new U([[document.documentElement]],x0)}function vH(){return this}U.prototype=D9.prototype={constructor:U,select:C9,selectAll:H9,selectChild:V9,selectChildren:e9,filter:L9,data:i9,enter:r9,exit:M9,join:o9,merge:a9,selection:vH,order:n9,sort:s9,call:d9,nodes:A9,node:p9,size:l9,empty:m9,each:c9,attr:v9,style:u9,property:x9,classed:g9,text:y9,html:b9,raise:w9,lower:O9,append:k9,insert:_9,remove:P9,clone:T9,datum:B9,on:R9,dispatch:F9,[Symbol.iterator]:$9};var x2=D9;function n1(H){return typeof H=="string"?new U([[document.querySelector(H)]],[document.documentElement]):new U([[H]],x0)}function N9(H){let V;for(;V=H.sourceEvent;)H=V;return H}function P1(H,V){if(H=N9(H),V===void 0&&(V=H.currentTarget),V){var C=V.ownerSVGElement||V;if(C.createSVGPoint){var e=C.createSVGPoint();return e.x=H.clientX,e.y=H.clientY,e=e.matrixTransform(V.getScreenCTM().inverse()),[e.x,e.y]}if(V.getBoundingClientRect){var L=V.getBoundingClientRect();return[H.clientX-L.left-V.clientLeft,H.clientY-L.top-V.clientTop]}}return[H.pageX,H.pageY]}var uH={value:()=>{}};function h2(){for(var H=0,V=arguments.length,C={},e;H<V;++H){if(!(e=arguments[H]+"")||e in C||/[\s.]/.test(e))throw new Error("illegal type: "+e);C[e]=[]}return new u3(C)}function u3(H){this._=H}function xH(H,V){return H.trim().split(/^|\s+/).map(function(C){var e="",L=C.indexOf(".");if(L>=0&&(e=C.slice(L+1),C=C.slice(0,L)),C&&!V.hasOwnProperty(C))throw new Error("unknown type: "+C);return{type:C,name:e}})}u3.prototype=h2.prototype={constructor:u3,on:function(H,V){var C=this._,e=xH(H+"",C),L,r=-1,t=e.length;if(arguments.length<2){for(;++r<t;)if((L=(H=e[r]).type)&&(L=hH(C[L],H.name)))return L;return}if(V!=null&&typeof V!="function")throw new Error("invalid callback: "+V);for(;++r<t;)if(L=(H=e[r]).type)C[L]=z9(C[L],H.name,V);else if(V==null)for(L in C)C[L]=z9(C[L],H.name,null);return this},copy:function(){var H={},V=this._;for(var C in V)H[C]=V[C].slice();return new u3(H)},call:function(H,V){if((L=arguments.length-2)>0)for(var C=new Array(L),e=0,L,r;e<L;++e)C[e]=arguments[e+2];if(!this._.hasOwnProperty(H))throw new Error("unknown type: "+H);for(r=this._[H],e=0,L=r.length;e<L;++e)r[e].value.apply(V,C)},apply:function(H,V,C){if(!this._.hasOwnProperty(H))throw new Error("unknown type: "+H);for(var e=this._[H],L=0,r=e.length;L<r;++L)e[L].value.apply(V,C)}};function hH(H,V){for(var C=0,e=H.length,L;C<e;++C)if((L=H[C]).name===V)return L.value}function z9(H,V,C){for(var e=0,L=H.length;e<L;++e)if(H[e].name===V){H[e]=uH,H=H.slice(0,e).concat(H.slice(e+1));break}return C!=null&&H.push({name:V,value:C}),H}var h0={capture:!0,passive:!1};function Z0(H){H.preventDefault(),H.stopImmediatePropagation()}function I9(H){var V=H.document.documentElement,C=n1(H).on("dragstart.drag",Z0,h0);"onselectstart"in V?C.on("selectstart.drag",Z0,h0):(V.__noselect=V.style.MozUserSelect,V.style.MozUserSelect="none")}function W9(H,V){var C=H.document.documentElement,e=n1(H).on("dragstart.drag",null);V&&(e.on("click.drag",Z0,h0),setTimeout(function(){e.on("click.drag",null)},0)),"onselectstart"in C?e.on("selectstart.drag",null):(C.style.MozUserSelect=C.__noselect,delete C.__noselect)}function ZH(H,{sourceEvent:V,subject:C,target:e,identifier:L,active:r,x:t,y:i,dx:M,dy:o,dispatch:a}){Object.defineProperties(this,{type:{value:H,enumerable:!0,configurable:!0},sourceEvent:{value:V,enumerable:!0,configurable:!0},subject:{value:C,enumerable:!0,configurable:!0},target:{value:e,enumerable:!0,configurable:!0},identifier:{value:L,enumerable:!0,configurable:!0},active:{value:r,enumerable:!0,configurable:!0},x:{value:t,enumerable:!0,configurable:!0},y:{value:i,enumerable:!0,configurable:!0},dx:{value:M,enumerable:!0,configurable:!0},dy:{value:o,enumerable:!0,configurable:!0},_:{value:a}})}ZH.prototype.on=function(){var H=this._.on.apply(this._,arguments);return H===this._?this:H};function U2(H,V,C){H.prototype=V.prototype=C,C.constructor=H}function c5(H,V){var C=Object.create(H.prototype);for(var e in V)C[e]=V[e];return C}function i2(){}var g2=.7,W2=1/g2,z2="\\s*([+-]?\\d+)\\s*",l5="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",T1="\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",fH=/^#([0-9a-f]{3,8})$/,SH=new RegExp(`^rgb\\(${z2},${z2},${z2}\\)$`),gH=new RegExp(`^rgb\\(${T1},${T1},${T1}\\)$`),yH=new RegExp(`^rgba\\(${z2},${z2},${z2},${l5}\\)$`),bH=new RegExp(`^rgba\\(${T1},${T1},${T1},${l5}\\)$`),wH=new RegExp(`^hsl\\(${l5},${T1},${T1}\\)$`),OH=new RegExp(`^hsla\\(${l5},${T1},${T1},${l5}\\)$`),U9={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074};U2(i2,y2,{copy(H){return Object.assign(new this.constructor,this,H)},displayable(){return this.rgb().displayable()},hex:G9,formatHex:G9,formatHex8:kH,formatHsl:_H,formatRgb:q9,toString:q9});function G9(){return this.rgb().formatHex()}function kH(){return this.rgb().formatHex8()}function _H(){return V6(this).formatHsl()}function q9(){return this.rgb().formatRgb()}function y2(H){var V,C;return H=(H+"").trim().toLowerCase(),(V=fH.exec(H))?(C=V[1].length,V=parseInt(V[1],16),C===6?Q9(V):C===3?new K(V>>8&15|V>>4&240,V>>4&15|V&240,(V&15)<<4|V&15,1):C===8?x3(V>>24&255,V>>16&255,V>>8&255,(V&255)/255):C===4?x3(V>>12&15|V>>8&240,V>>8&15|V>>4&240,V>>4&15|V&240,((V&15)<<4|V&15)/255):null):(V=SH.exec(H))?new K(V[1],V[2],V[3],1):(V=gH.exec(H))?new K(V[1]*255/100,V[2]*255/100,V[3]*255/100,1):(V=yH.exec(H))?x3(V[1],V[2],V[3],V[4]):(V=bH.exec(H))?x3(V[1]*255/100,V[2]*255/100,V[3]*255/100,V[4]):(V=wH.exec(H))?X9(V[1],V[2]/100,V[3]/100,1):(V=OH.exec(H))?X9(V[1],V[2]/100,V[3]/100,V[4]):U9.hasOwnProperty(H)?Q9(U9[H]):H==="transparent"?new K(NaN,NaN,NaN,0):null}function Q9(H){return new K(H>>16&255,H>>8&255,H&255,1)}function x3(H,V,C,e){return e<=0&&(H=V=C=NaN),new K(H,V,C,e)}function w0(H){return H instanceof i2||(H=y2(H)),H?(H=H.rgb(),new K(H.r,H.g,H.b,H.opacity)):new K}function v5(H,V,C,e){return arguments.length===1?w0(H):new K(H,V,C,e??1)}function K(H,V,C,e){this.r=+H,this.g=+V,this.b=+C,this.opacity=+e}U2(K,v5,c5(i2,{brighter(H){return H=H==null?W2:Math.pow(W2,H),new K(this.r*H,this.g*H,this.b*H,this.opacity)},darker(H){return H=H==null?g2:Math.pow(g2,H),new K(this.r*H,this.g*H,this.b*H,this.opacity)},rgb(){return this},clamp(){return new K(f2(this.r),f2(this.g),f2(this.b),Z3(this.opacity))},displayable(){return-.5<=this.r&&this.r<255.5&&-.5<=this.g&&this.g<255.5&&-.5<=this.b&&this.b<255.5&&0<=this.opacity&&this.opacity<=1},hex:K9,formatHex:K9,formatHex8:PH,formatRgb:j9,toString:j9}));function K9(){return`#${Z2(this.r)}${Z2(this.g)}${Z2(this.b)}`}function PH(){return`#${Z2(this.r)}${Z2(this.g)}${Z2(this.b)}${Z2((isNaN(this.opacity)?1:this.opacity)*255)}`}function j9(){let H=Z3(this.opacity);return`${H===1?"rgb(":"rgba("}${f2(this.r)}, ${f2(this.g)}, ${f2(this.b)}${H===1?")":`, ${H})`}`}function Z3(H){return isNaN(H)?1:Math.max(0,Math.min(1,H))}function f2(H){return Math.max(0,Math.min(255,Math.round(H)||0))}function Z2(H){return H=f2(H),(H<16?"0":"")+H.toString(16)}function X9(H,V,C,e){return e<=0?H=V=C=NaN:C<=0||C>=1?H=V=NaN:V<=0&&(H=NaN),new x1(H,V,C,e)}function V6(H){if(H instanceof x1)return new x1(H.h,H.s,H.l,H.opacity);if(H instanceof i2||(H=y2(H)),!H)return new x1;if(H instanceof x1)return H;H=H.rgb();var V=H.r/255,C=H.g/255,e=H.b/255,L=Math.min(V,C,e),r=Math.max(V,C,e),t=NaN,i=r-L,M=(r+L)/2;return i?(V===r?t=(C-e)/i+(C<e)*6:C===r?t=(e-V)/i+2:t=(V-C)/i+4,i/=M<.5?r+L:2-r-L,t*=60):i=M>0&&M<1?0:t,new x1(t,i,M,H.opacity)}function S3(H,V,C,e){return arguments.length===1?V6(H):new x1(H,V,C,e??1)}function x1(H,V,C,e){this.h=+H,this.s=+V,this.l=+C,this.opacity=+e}U2(x1,S3,c5(i2,{brighter(H){return H=H==null?W2:Math.pow(W2,H),new x1(this.h,this.s,this.l*H,this.opacity)},darker(H){return H=H==null?g2:Math.pow(g2,H),new x1(this.h,this.s,this.l*H,this.opacity)},rgb(){var H=this.h%360+(this.h<0)*360,V=isNaN(H)||isNaN(this.s)?0:this.s,C=this.l,e=C+(C<.5?C:1-C)*V,L=2*C-e;return new K(f0(H>=240?H-240:H+120,L,e),f0(H,L,e),f0(H<120?H+240:H-120,L,e),this.opacity)},clamp(){return new x1(Y9(this.h),h3(this.s),h3(this.l),Z3(this.opacity))},displayable(){return(0<=this.s&&this.s<=1||isNaN(this.s))&&0<=this.l&&this.l<=1&&0<=this.opacity&&this.opacity<=1},formatHsl(){let H=Z3(this.opacity);return`${H===1?"hsl(":"hsla("}${Y9(this.h)}, ${h3(this.s)*100}%, ${h3(this.l)*100}%${H===1?")":`, ${H})`}`}}));function Y9(H){return H=(H||0)%360,H<0?H+360:H}function h3(H){return Math.max(0,Math.min(1,H||0))}function f0(H,V,C){return(H<60?V+(C-V)*H/60:H<180?C:H<240?V+(C-V)*(240-H)/60:V)*255}var e6=Math.PI/180,L6=180/Math.PI,f3=18,r6=.96422,t6=1,i6=.82521,M6=4/29,I2=6/29,o6=3*I2*I2,TH=I2*I2*I2;function a6(H){if(H instanceof B1)return new B1(H.l,H.a,H.b,H.opacity);if(H instanceof U1)return s6(H);H instanceof K||(H=w0(H));var V=b0(H.r),C=b0(H.g),e=b0(H.b),L=S0((.2225045*V+.7168786*C+.0606169*e)/t6),r,t;return V===C&&C===e?r=t=L:(r=S0((.4360747*V+.3850649*C+.1430804*e)/r6),t=S0((.0139322*V+.0971045*C+.7141733*e)/i6)),new B1(116*L-16,500*(r-L),200*(L-t),H.opacity)}function n6(H,V,C,e){return arguments.length===1?a6(H):new B1(H,V,C,e??1)}function B1(H,V,C,e){this.l=+H,this.a=+V,this.b=+C,this.opacity=+e}U2(B1,n6,c5(i2,{brighter(H){return new B1(this.l+f3*(H??1),this.a,this.b,this.opacity)},darker(H){return new B1(this.l-f3*(H??1),this.a,this.b,this.opacity)},rgb(){var H=(this.l+16)/116,V=isNaN(this.a)?H:H+this.a/500,C=isNaN(this.b)?H:H-this.b/200;return V=r6*g0(V),H=t6*g0(H),C=i6*g0(C),new K(y0(3.1338561*V-1.6168667*H-.4906146*C),y0(-.9787684*V+1.9161415*H+.033454*C),y0(.0719453*V-.2289914*H+1.4052427*C),this.opacity)}}));function S0(H){return H>TH?Math.pow(H,1/3):H/o6+M6}function g0(H){return H>I2?H*H*H:o6*(H-M6)}function y0(H){return 255*(H<=.0031308?12.92*H:1.055*Math.pow(H,1/2.4)-.055)}function b0(H){return(H/=255)<=.04045?H/12.92:Math.pow((H+.055)/1.055,2.4)}function BH(H){if(H instanceof U1)return new U1(H.h,H.c,H.l,H.opacity);if(H instanceof B1||(H=a6(H)),H.a===0&&H.b===0)return new U1(NaN,0<H.l&&H.l<100?0:NaN,H.l,H.opacity);var V=Math.atan2(H.b,H.a)*L6;return new U1(V<0?V+360:V,Math.sqrt(H.a*H.a+H.b*H.b),H.l,H.opacity)}function g3(H,V,C,e){return arguments.length===1?BH(H):new U1(H,V,C,e??1)}function U1(H,V,C,e){this.h=+H,this.c=+V,this.l=+C,this.opacity=+e}function s6(H){if(isNaN(H.h))return new B1(H.l,0,0,H.opacity);var V=H.h*e6;return new B1(H.l,Math.cos(V)*H.c,Math.sin(V)*H.c,H.opacity)}U2(U1,g3,c5(i2,{brighter(H){return new U1(this.h,this.c,this.l+f3*(H??1),this.opacity)},darker(H){return new U1(this.h,this.c,this.l-f3*(H??1),this.opacity)},rgb(){return s6(this).rgb()}}));var d6=-.14861,O0=1.78277,k0=-.29227,y3=-.90649,m5=1.97294,J9=m5*y3,C6=m5*O0,H6=O0*k0-y3*d6;function RH(H){if(H instanceof S2)return new S2(H.h,H.s,H.l,H.opacity);H instanceof K||(H=w0(H));var V=H.r/255,C=H.g/255,e=H.b/255,L=(H6*e+J9*V-C6*C)/(H6+J9-C6),r=e-L,t=(m5*(C-L)-k0*r)/y3,i=Math.sqrt(t*t+r*r)/(m5*L*(1-L)),M=i?Math.atan2(t,r)*L6-120:NaN;return new S2(M<0?M+360:M,i,L,H.opacity)}function b3(H,V,C,e){return arguments.length===1?RH(H):new S2(H,V,C,e??1)}function S2(H,V,C,e){this.h=+H,this.s=+V,this.l=+C,this.opacity=+e}U2(S2,b3,c5(i2,{brighter(H){return H=H==null?W2:Math.pow(W2,H),new S2(this.h,this.s,this.l*H,this.opacity)},darker(H){return H=H==null?g2:Math.pow(g2,H),new S2(this.h,this.s,this.l*H,this.opacity)},rgb(){var H=isNaN(this.h)?0:(this.h+120)*e6,V=+this.l,C=isNaN(this.s)?0:this.s*V*(1-V),e=Math.cos(H),L=Math.sin(H);return new K(255*(V+C*(d6*e+O0*L)),255*(V+C*(k0*e+y3*L)),255*(V+C*(m5*e)),this.opacity)}}));function l6(H,V,C,e,L){var r=H*H,t=r*H;return((1-3*H+3*r-t)*V+(4-6*r+3*t)*C+(1+3*H+3*r-3*t)*e+t*L)/6}function EH(H){var V=H.length-1;return function(C){var e=C<=0?C=0:C>=1?(C=1,V-1):Math.floor(C*V),L=H[e],r=H[e+1],t=e>0?H[e-1]:2*L-r,i=e<V-1?H[e+2]:2*r-L;return l6((C-e/V)*V,t,L,r,i)}}function FH(H){var V=H.length;return function(C){var e=Math.floor(((C%=1)<0?++C:C)*V),L=H[(e+V-1)%V],r=H[e%V],t=H[(e+1)%V],i=H[(e+2)%V];return l6((C-e/V)*V,L,r,t,i)}}var B0=H=>()=>H;function m6(H,V){return function(C){return H+C*V}}function $H(H,V,C){return H=Math.pow(H,C),V=Math.pow(V,C)-H,C=1/C,function(e){return Math.pow(H+e*V,C)}}function R0(H,V){var C=V-H;return C?m6(H,C>180||C<-180?C-360*Math.round(C/360):C):B0(isNaN(H)?V:H)}function DH(H){return(H=+H)==1?o1:function(V,C){return C-V?$H(V,C,H):B0(isNaN(V)?C:V)}}function o1(H,V){var C=V-H;return C?m6(H,C):B0(isNaN(H)?V:H)}var E0=(function H(V){var C=DH(V);function e(L,r){var t=C((L=v5(L)).r,(r=v5(r)).r),i=C(L.g,r.g),M=C(L.b,r.b),o=o1(L.opacity,r.opacity);return function(a){return L.r=t(a),L.g=i(a),L.b=M(a),L.opacity=o(a),L+""}}return e.gamma=H,e})(1);function c6(H){return function(V){var C=V.length,e=new Array(C),L=new Array(C),r=new Array(C),t,i;for(t=0;t<C;++t)i=v5(V[t]),e[t]=i.r||0,L[t]=i.g||0,r[t]=i.b||0;return e=H(e),L=H(L),r=H(r),i.opacity=1,function(M){return i.r=e(M),i.g=L(M),i.b=r(M),i+""}}}var on=c6(EH),an=c6(FH);function G1(H,V){return H=+H,V=+V,function(C){return H*(1-C)+V*C}}var P0=/[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g,_0=new RegExp(P0.source,"g");function NH(H){return function(){return H}}function zH(H){return function(V){return H(V)+""}}function v6(H,V){var C=P0.lastIndex=_0.lastIndex=0,e,L,r,t=-1,i=[],M=[];for(H=H+"",V=V+"";(e=P0.exec(H))&&(L=_0.exec(V));)(r=L.index)>C&&(r=V.slice(C,r),i[t]?i[t]+=r:i[++t]=r),(e=e[0])===(L=L[0])?i[t]?i[t]+=L:i[++t]=L:(i[++t]=null,M.push({i:t,x:G1(e,L)})),C=_0.lastIndex;return C<V.length&&(r=V.slice(C),i[t]?i[t]+=r:i[++t]=r),i.length<2?M[0]?zH(M[0].x):NH(V):(V=M.length,function(o){for(var a=0,n;a<V;++a)i[(n=M[a]).i]=n.x(o);return i.join("")})}var A6=180/Math.PI,T0={translateX:0,translateY:0,rotate:0,skewX:0,scaleX:1,scaleY:1};function u6(H,V,C,e,L,r){var t,i,M;return(t=Math.sqrt(H*H+V*V))&&(H/=t,V/=t),(M=H*C+V*e)&&(C-=H*M,e-=V*M),(i=Math.sqrt(C*C+e*e))&&(C/=i,e/=i,M/=i),H*e<V*C&&(H=-H,V=-V,M=-M,t=-t),{translateX:L,translateY:r,rotate:Math.atan2(V,H)*A6,skewX:Math.atan(M)*A6,scaleX:t,scaleY:i}}var w3;function IH(H){let V=new(typeof DOMMatrix=="function"?DOMMatrix:WebKitCSSMatrix)(H+"");return V.isIdentity?T0:u6(V.a,V.b,V.c,V.d,V.e,V.f)}function WH(H){return H==null||(w3||(w3=document.createElementNS("http://www.w3.org/2000/svg","g")),w3.setAttribute("transform",H),!(H=w3.transform.baseVal.consolidate()))?T0:(H=H.matrix,u6(H.a,H.b,H.c,H.d,H.e,H.f))}function x6(H,V,C,e){function L(o){return o.length?o.pop()+" ":""}function r(o,a,n,d,s,u){if(o!==n||a!==d){var l=s.push("translate(",null,V,null,C);u.push({i:l-4,x:G1(o,n)},{i:l-2,x:G1(a,d)})}else(n||d)&&s.push("translate("+n+V+d+C)}function t(o,a,n,d){o!==a?(o-a>180?a+=360:a-o>180&&(o+=360),d.push({i:n.push(L(n)+"rotate(",null,e)-2,x:G1(o,a)})):a&&n.push(L(n)+"rotate("+a+e)}function i(o,a,n,d){o!==a?d.push({i:n.push(L(n)+"skewX(",null,e)-2,x:G1(o,a)}):a&&n.push(L(n)+"skewX("+a+e)}function M(o,a,n,d,s,u){if(o!==n||a!==d){var l=s.push(L(s)+"scale(",null,",",null,")");u.push({i:l-4,x:G1(o,n)},{i:l-2,x:G1(a,d)})}else(n!==1||d!==1)&&s.push(L(s)+"scale("+n+","+d+")")}return function(o,a){var n=[],d=[];return o=H(o),a=H(a),r(o.translateX,o.translateY,a.translateX,a.translateY,n,d),t(o.rotate,a.rotate,n,d),i(o.skewX,a.skewX,n,d),M(o.scaleX,o.scaleY,a.scaleX,a.scaleY,n,d),o=a=null,function(s){for(var u=-1,l=d.length,m;++u<l;)n[(m=d[u]).i]=m.x(s);return n.join("")}}}var h6=x6(IH,"px, ","px)","deg)"),Z6=x6(WH,", ",")",")"),UH=1e-12;function p6(H){return((H=Math.exp(H))+1/H)/2}function GH(H){return((H=Math.exp(H))-1/H)/2}function qH(H){return((H=Math.exp(2*H))-1)/(H+1)}var f6=(function H(V,C,e){function L(r,t){var i=r[0],M=r[1],o=r[2],a=t[0],n=t[1],d=t[2],s=a-i,u=n-M,l=s*s+u*u,m,c;if(l<UH)c=Math.log(d/o)/V,m=function(W){return[i+W*s,M+W*u,o*Math.exp(V*W*c)]};else{var Z=Math.sqrt(l),w=(d*d-o*o+e*l)/(2*o*C*Z),f=(d*d-o*o-e*l)/(2*d*C*Z),B=Math.log(Math.sqrt(w*w+1)-w),E=Math.log(Math.sqrt(f*f+1)-f);c=(E-B)/V,m=function(W){var N=W*c,J=p6(B),z=o/(C*Z)*(J*qH(V*N+B)-GH(B));return[i+z*s,M+z*u,o*J/p6(V*N+B)]}}return m.duration=Math.abs(c)*1e3*V/Math.SQRT2,m}return L.rho=function(r){var t=Math.max(.001,+r),i=t*t,M=i*i;return H(t,i,M)},L})(Math.SQRT2,2,4);function S6(H){return function(V,C){var e=H((V=S3(V)).h,(C=S3(C)).h),L=o1(V.s,C.s),r=o1(V.l,C.l),t=o1(V.opacity,C.opacity);return function(i){return V.h=e(i),V.s=L(i),V.l=r(i),V.opacity=t(i),V+""}}}var nn=S6(R0),sn=S6(o1);function g6(H){return function(V,C){var e=H((V=g3(V)).h,(C=g3(C)).h),L=o1(V.c,C.c),r=o1(V.l,C.l),t=o1(V.opacity,C.opacity);return function(i){return V.h=e(i),V.c=L(i),V.l=r(i),V.opacity=t(i),V+""}}}var dn=g6(R0),An=g6(o1);function y6(H){return(function V(C){C=+C;function e(L,r){var t=H((L=b3(L)).h,(r=b3(r)).h),i=o1(L.s,r.s),M=o1(L.l,r.l),o=o1(L.opacity,r.opacity);return function(a){return L.h=t(a),L.s=i(a),L.l=M(Math.pow(a,C)),L.opacity=o(a),L+""}}return e.gamma=V,e})(1)}var pn=y6(R0),ln=y6(o1);var G2=0,x5=0,u5=0,w6=1e3,O3,h5,k3=0,b2=0,P3=0,Z5=typeof performance=="object"&&performance.now?performance:Date,O6=typeof window=="object"&&window.requestAnimationFrame?window.requestAnimationFrame.bind(window):function(H){setTimeout(H,17)};function T3(){return b2||(O6(QH),b2=Z5.now()+P3)}function QH(){b2=0}function _3(){this._call=this._time=this._next=null}_3.prototype=f5.prototype={constructor:_3,restart:function(H,V,C){if(typeof H!="function")throw new TypeError("callback is not a function");C=(C==null?T3():+C)+(V==null?0:+V),!this._next&&h5!==this&&(h5?h5._next=this:O3=this,h5=this),this._call=H,this._time=C,F0()},stop:function(){this._call&&(this._call=null,this._time=1/0,F0())}};function f5(H,V,C){var e=new _3;return e.restart(H,V,C),e}function KH(){T3(),++G2;for(var H=O3,V;H;)(V=b2-H._time)>=0&&H._call.call(void 0,V),H=H._next;--G2}function b6(){b2=(k3=Z5.now())+P3,G2=x5=0;try{KH()}finally{G2=0,XH(),b2=0}}function jH(){var H=Z5.now(),V=H-k3;V>w6&&(P3-=V,k3=H)}function XH(){for(var H,V=O3,C,e=1/0;V;)V._call?(e>V._time&&(e=V._time),H=V,V=V._next):(C=V._next,V._next=null,V=H?H._next=C:O3=C);h5=H,F0(e)}function F0(H){if(!G2){x5&&(x5=clearTimeout(x5));var V=H-b2;V>24?(H<1/0&&(x5=setTimeout(b6,Math.ceil(H-Z5.now()-P3)+1)),u5&&(u5=clearInterval(u5))):(u5||(k3=Z5.now(),u5=setInterval(jH,w6)),G2=1,O6(b6))}}function $0(H,V,C){var e=new _3;return V=V==null?0:+V,e.restart(L=>{e.stop(),H(L+V)},V,C),e}function _6(H){return((H*=2)<=1?H*H*H:(H-=2)*H*H+2)/2}var D0=3,vn=(function H(V){V=+V;function C(e){return Math.pow(e,V)}return C.exponent=H,C})(D0),un=(function H(V){V=+V;function C(e){return 1-Math.pow(1-e,V)}return C.exponent=H,C})(D0),xn=(function H(V){V=+V;function C(e){return((e*=2)<=1?Math.pow(e,V):2-Math.pow(2-e,V))/2}return C.exponent=H,C})(D0),YH=Math.PI,hn=YH/2;function B3(H){return(Math.pow(2,-10*H)-.0009765625)*1.0009775171065494}var k6=4/11,Zn=6/11,fn=8/11,Sn=3/4,gn=9/11,yn=10/11,bn=15/16,wn=21/22,On=63/64,kn=1/k6/k6;var N0=1.70158,_n=(function H(V){V=+V;function C(e){return(e=+e)*e*(V*(e-1)+e)}return C.overshoot=H,C})(N0),Pn=(function H(V){V=+V;function C(e){return--e*e*((e+1)*V+e)+1}return C.overshoot=H,C})(N0),Tn=(function H(V){V=+V;function C(e){return((e*=2)<1?e*e*((V+1)*e-V):(e-=2)*e*((V+1)*e+V)+2)/2}return C.overshoot=H,C})(N0),q2=2*Math.PI,z0=1,I0=.3,Bn=(function H(V,C){var e=Math.asin(1/(V=Math.max(1,V)))*(C/=q2);function L(r){return V*B3(- --r)*Math.sin((e-r)/C)}return L.amplitude=function(r){return H(r,C*q2)},L.period=function(r){return H(V,r)},L})(z0,I0),Rn=(function H(V,C){var e=Math.asin(1/(V=Math.max(1,V)))*(C/=q2);function L(r){return 1-V*B3(r=+r)*Math.sin((r+e)/C)}return L.amplitude=function(r){return H(r,C*q2)},L.period=function(r){return H(V,r)},L})(z0,I0),En=(function H(V,C){var e=Math.asin(1/(V=Math.max(1,V)))*(C/=q2);function L(r){return((r=r*2-1)<0?V*B3(-r)*Math.sin((e-r)/C):2-V*B3(r)*Math.sin((e+r)/C))/2}return L.amplitude=function(r){return H(r,C*q2)},L.period=function(r){return H(V,r)},L})(z0,I0);var JH=h2("start","end","cancel","interrupt"),CV=[],B6=0,P6=1,W0=2,R3=3,T6=4,U0=5,E3=6;function F3(H,V,C,e,L,r){var t=H.__transition;if(!t)H.__transition={};else if(C in t)return;HV(H,C,{name:V,index:e,group:L,on:JH,tween:CV,time:r.time,delay:r.delay,duration:r.duration,ease:r.ease,timer:null,state:B6})}function G0(H,V){var C=h1(H,V);if(C.state>B6)throw new Error("too late; already scheduled");return C}function R1(H,V){var C=h1(H,V);if(C.state>R3)throw new Error("too late; already running");return C}function h1(H,V){var C=H.__transition;if(!C||!(C=C[V]))throw new Error("transition not found");return C}function HV(H,V,C){var e=H.__transition,L;e[V]=C,C.timer=f5(r,0,C.time);function r(o){C.state=P6,C.timer.restart(t,C.delay,C.time),C.delay<=o&&t(o-C.delay)}function t(o){var a,n,d,s;if(C.state!==P6)return M();for(a in e)if(s=e[a],s.name===C.name){if(s.state===R3)return $0(t);s.state===T6?(s.state=E3,s.timer.stop(),s.on.call("interrupt",H,H.__data__,s.index,s.group),delete e[a]):+a<V&&(s.state=E3,s.timer.stop(),s.on.call("cancel",H,H.__data__,s.index,s.group),delete e[a])}if($0(function(){C.state===R3&&(C.state=T6,C.timer.restart(i,C.delay,C.time),i(o))}),C.state=W0,C.on.call("start",H,H.__data__,C.index,C.group),C.state===W0){for(C.state=R3,L=new Array(d=C.tween.length),a=0,n=-1;a<d;++a)(s=C.tween[a].value.call(H,H.__data__,C.index,C.group))&&(L[++n]=s);L.length=n+1}}function i(o){for(var a=o<C.duration?C.ease.call(null,o/C.duration):(C.timer.restart(M),C.state=U0,1),n=-1,d=L.length;++n<d;)L[n].call(H,a);C.state===U0&&(C.on.call("end",H,H.__data__,C.index,C.group),M())}function M(){C.state=E3,C.timer.stop(),delete e[V];for(var o in e)return;delete H.__transition}}function S5(H,V){var C=H.__transition,e,L,r=!0,t;if(C){V=V==null?null:V+"";for(t in C){if((e=C[t]).name!==V){r=!1;continue}L=e.state>W0&&e.state<U0,e.state=E3,e.timer.stop(),e.on.call(L?"interrupt":"cancel",H,H.__data__,e.index,e.group),delete C[t]}r&&delete H.__transition}}function VV(H){return this.each(function(){S5(this,H)})}function eV(H,V){var C,e;return function(){var L=R1(this,H),r=L.tween;if(r!==C){e=C=r;for(var t=0,i=e.length;t<i;++t)if(e[t].name===V){e=e.slice(),e.splice(t,1);break}}L.tween=e}}function LV(H,V,C){var e,L;if(typeof C!="function")throw new Error;return function(){var r=R1(this,H),t=r.tween;if(t!==e){L=(e=t).slice();for(var i={name:V,value:C},M=0,o=L.length;M<o;++M)if(L[M].name===V){L[M]=i;break}M===o&&L.push(i)}r.tween=L}}function rV(H,V){var C=this._id;if(H+="",arguments.length<2){for(var e=h1(this.node(),C).tween,L=0,r=e.length,t;L<r;++L)if((t=e[L]).name===H)return t.value;return null}return this.each((V==null?eV:LV)(C,H,V))}function q0(H,V,C){var e=H._id;return H.each(function(){var L=R1(this,e);(L.value||(L.value={}))[V]=C.apply(this,arguments)}),function(L){return h1(L,e).value[V]}}function R6(H,V){var C;return(typeof V=="number"?G1:V instanceof y2?E0:(C=y2(V))?(V=C,E0):v6)(H,V)}function tV(H){return function(){this.removeAttribute(H)}}function iV(H){return function(){this.removeAttributeNS(H.space,H.local)}}function MV(H,V,C){var e,L=C+"",r;return function(){var t=this.getAttribute(H);return t===L?null:t===e?r:r=V(e=t,C)}}function oV(H,V,C){var e,L=C+"",r;return function(){var t=this.getAttributeNS(H.space,H.local);return t===L?null:t===e?r:r=V(e=t,C)}}function aV(H,V,C){var e,L,r;return function(){var t,i=C(this),M;return i==null?void this.removeAttribute(H):(t=this.getAttribute(H),M=i+"",t===M?null:t===e&&M===L?r:(L=M,r=V(e=t,i)))}}function nV(H,V,C){var e,L,r;return function(){var t,i=C(this),M;return i==null?void this.removeAttributeNS(H.space,H.local):(t=this.getAttributeNS(H.space,H.local),M=i+"",t===M?null:t===e&&M===L?r:(L=M,r=V(e=t,i)))}}function sV(H,V){var C=r2(H),e=C==="transform"?Z6:R6;return this.attrTween(H,typeof V=="function"?(C.local?nV:aV)(C,e,q0(this,"attr."+H,V)):V==null?(C.local?iV:tV)(C):(C.local?oV:MV)(C,e,V))}function dV(H,V){return function(C){this.setAttribute(H,V.call(this,C))}}function AV(H,V){return function(C){this.setAttributeNS(H.space,H.local,V.call(this,C))}}function pV(H,V){var C,e;function L(){var r=V.apply(this,arguments);return r!==e&&(C=(e=r)&&AV(H,r)),C}return L._value=V,L}function lV(H,V){var C,e;function L(){var r=V.apply(this,arguments);return r!==e&&(C=(e=r)&&dV(H,r)),C}return L._value=V,L}function mV(H,V){var C="attr."+H;if(arguments.length<2)return(C=this.tween(C))&&C._value;if(V==null)return this.tween(C,null);if(typeof V!="function")throw new Error;var e=r2(H);return this.tween(C,(e.local?pV:lV)(e,V))}function cV(H,V){return function(){G0(this,H).delay=+V.apply(this,arguments)}}function vV(H,V){return V=+V,function(){G0(this,H).delay=V}}function uV(H){var V=this._id;return arguments.length?this.each((typeof H=="function"?cV:vV)(V,H)):h1(this.node(),V).delay}function xV(H,V){return function(){R1(this,H).duration=+V.apply(this,arguments)}}function hV(H,V){return V=+V,function(){R1(this,H).duration=V}}function ZV(H){var V=this._id;return arguments.length?this.each((typeof H=="function"?xV:hV)(V,H)):h1(this.node(),V).duration}function fV(H,V){if(typeof V!="function")throw new Error;return function(){R1(this,H).ease=V}}function SV(H){var V=this._id;return arguments.length?this.each(fV(V,H)):h1(this.node(),V).ease}function gV(H,V){return function(){var C=V.apply(this,arguments);if(typeof C!="function")throw new Error;R1(this,H).ease=C}}function yV(H){if(typeof H!="function")throw new Error;return this.each(gV(this._id,H))}function bV(H){typeof H!="function"&&(H=A5(H));for(var V=this._groups,C=V.length,e=new Array(C),L=0;L<C;++L)for(var r=V[L],t=r.length,i=e[L]=[],M,o=0;o<t;++o)(M=r[o])&&H.call(M,M.__data__,o,r)&&i.push(M);return new Q1(e,this._parents,this._name,this._id)}function wV(H){if(H._id!==this._id)throw new Error;for(var V=this._groups,C=H._groups,e=V.length,L=C.length,r=Math.min(e,L),t=new Array(e),i=0;i<r;++i)for(var M=V[i],o=C[i],a=M.length,n=t[i]=new Array(a),d,s=0;s<a;++s)(d=M[s]||o[s])&&(n[s]=d);for(;i<e;++i)t[i]=V[i];return new Q1(t,this._parents,this._name,this._id)}function OV(H){return(H+"").trim().split(/^|\s+/).every(function(V){var C=V.indexOf(".");return C>=0&&(V=V.slice(0,C)),!V||V==="start"})}function kV(H,V,C){var e,L,r=OV(V)?G0:R1;return function(){var t=r(this,H),i=t.on;i!==e&&(L=(e=i).copy()).on(V,C),t.on=L}}function _V(H,V){var C=this._id;return arguments.length<2?h1(this.node(),C).on.on(H):this.each(kV(C,H,V))}function PV(H){return function(){var V=this.parentNode;for(var C in this.__transition)if(+C!==H)return;V&&V.removeChild(this)}}function TV(){return this.on("end.remove",PV(this._id))}function BV(H){var V=this._name,C=this._id;typeof H!="function"&&(H=u2(H));for(var e=this._groups,L=e.length,r=new Array(L),t=0;t<L;++t)for(var i=e[t],M=i.length,o=r[t]=new Array(M),a,n,d=0;d<M;++d)(a=i[d])&&(n=H.call(a,a.__data__,d,i))&&("__data__"in a&&(n.__data__=a.__data__),o[d]=n,F3(o[d],V,C,d,o,h1(a,C)));return new Q1(r,this._parents,V,C)}function RV(H){var V=this._name,C=this._id;typeof H!="function"&&(H=d5(H));for(var e=this._groups,L=e.length,r=[],t=[],i=0;i<L;++i)for(var M=e[i],o=M.length,a,n=0;n<o;++n)if(a=M[n]){for(var d=H.call(a,a.__data__,n,M),s,u=h1(a,C),l=0,m=d.length;l<m;++l)(s=d[l])&&F3(s,V,C,l,d,u);r.push(d),t.push(a)}return new Q1(r,t,V,C)}var EV=x2.prototype.constructor;function FV(){return new EV(this._groups,this._parents)}function $V(H,V){var C,e,L;return function(){var r=t2(this,H),t=(this.style.removeProperty(H),t2(this,H));return r===t?null:r===C&&t===e?L:L=V(C=r,e=t)}}function E6(H){return function(){this.style.removeProperty(H)}}function DV(H,V,C){var e,L=C+"",r;return function(){var t=t2(this,H);return t===L?null:t===e?r:r=V(e=t,C)}}function NV(H,V,C){var e,L,r;return function(){var t=t2(this,H),i=C(this),M=i+"";return i==null&&(M=i=(this.style.removeProperty(H),t2(this,H))),t===M?null:t===e&&M===L?r:(L=M,r=V(e=t,i))}}function zV(H,V){var C,e,L,r="style."+V,t="end."+r,i;return function(){var M=R1(this,H),o=M.on,a=M.value[r]==null?i||(i=E6(V)):void 0;(o!==C||L!==a)&&(e=(C=o).copy()).on(t,L=a),M.on=e}}function IV(H,V,C){var e=(H+="")=="transform"?h6:R6;return V==null?this.styleTween(H,$V(H,e)).on("end.style."+H,E6(H)):typeof V=="function"?this.styleTween(H,NV(H,e,q0(this,"style."+H,V))).each(zV(this._id,H)):this.styleTween(H,DV(H,e,V),C).on("end.style."+H,null)}function WV(H,V,C){return function(e){this.style.setProperty(H,V.call(this,e),C)}}function UV(H,V,C){var e,L;function r(){var t=V.apply(this,arguments);return t!==L&&(e=(L=t)&&WV(H,t,C)),e}return r._value=V,r}function GV(H,V,C){var e="style."+(H+="");if(arguments.length<2)return(e=this.tween(e))&&e._value;if(V==null)return this.tween(e,null);if(typeof V!="function")throw new Error;return this.tween(e,UV(H,V,C??""))}function qV(H){return function(){this.textContent=H}}function QV(H){return function(){var V=H(this);this.textContent=V??""}}function KV(H){return this.tween("text",typeof H=="function"?QV(q0(this,"text",H)):qV(H==null?"":H+""))}function jV(H){return function(V){this.textContent=H.call(this,V)}}function XV(H){var V,C;function e(){var L=H.apply(this,arguments);return L!==C&&(V=(C=L)&&jV(L)),V}return e._value=H,e}function YV(H){var V="text";if(arguments.length<1)return(V=this.tween(V))&&V._value;if(H==null)return this.tween(V,null);if(typeof H!="function")throw new Error;return this.tween(V,XV(H))}function JV(){for(var H=this._name,V=this._id,C=F6(),e=this._groups,L=e.length,r=0;r<L;++r)for(var t=e[r],i=t.length,M,o=0;o<i;++o)if(M=t[o]){var a=h1(M,V);F3(M,H,C,o,t,{time:a.time+a.delay+a.duration,delay:0,duration:a.duration,ease:a.ease})}return new Q1(e,this._parents,H,C)}function Ce(){var H,V,C=this,e=C._id,L=C.size();return new Promise(function(r,t){var i={value:t},M={value:function(){--L===0&&r()}};C.each(function(){var o=R1(this,e),a=o.on;a!==H&&(V=(H=a).copy(),V._.cancel.push(i),V._.interrupt.push(i),V._.end.push(M)),o.on=V}),L===0&&r()})}var He=0;function Q1(H,V,C,e){this._groups=H,this._parents=V,this._name=C,this._id=e}function Ve(H){return x2().transition(H)}function F6(){return++He}var q1=x2.prototype;Q1.prototype=Ve.prototype={constructor:Q1,select:BV,selectAll:RV,selectChild:q1.selectChild,selectChildren:q1.selectChildren,filter:bV,merge:wV,selection:FV,transition:JV,call:q1.call,nodes:q1.nodes,node:q1.node,size:q1.size,empty:q1.empty,each:q1.each,on:_V,attr:sV,attrTween:mV,style:IV,styleTween:GV,text:KV,textTween:YV,remove:TV,tween:rV,delay:uV,duration:ZV,ease:SV,easeVarying:yV,end:Ce,[Symbol.iterator]:q1[Symbol.iterator]};var ee={time:null,delay:0,duration:250,ease:_6};function Le(H,V){for(var C;!(C=H.__transition)||!(C=C[V]);)if(!(H=H.parentNode))throw new Error(`transition ${V} not found`);return C}function re(H){var V,C;H instanceof Q1?(V=H._id,H=H._name):(V=F6(),(C=ee).time=T3(),H=H==null?null:H+"");for(var e=this._groups,L=e.length,r=0;r<L;++r)for(var t=e[r],i=t.length,M,o=0;o<i;++o)(M=t[o])&&F3(M,H,V,o,t,C||Le(M,V));return new Q1(e,this._parents,H,V)}x2.prototype.interrupt=VV;x2.prototype.transition=re;var g5=H=>()=>H;function Q0(H,{sourceEvent:V,target:C,transform:e,dispatch:L}){Object.defineProperties(this,{type:{value:H,enumerable:!0,configurable:!0},sourceEvent:{value:V,enumerable:!0,configurable:!0},target:{value:C,enumerable:!0,configurable:!0},transform:{value:e,enumerable:!0,configurable:!0},_:{value:L}})}function Z1(H,V,C){this.k=H,this.x=V,this.y=C}Z1.prototype={constructor:Z1,scale:function(H){return H===1?this:new Z1(this.k*H,this.x,this.y)},translate:function(H,V){return H===0&V===0?this:new Z1(this.k,this.x+this.k*H,this.y+this.k*V)},apply:function(H){return[H[0]*this.k+this.x,H[1]*this.k+this.y]},applyX:function(H){return H*this.k+this.x},applyY:function(H){return H*this.k+this.y},invert:function(H){return[(H[0]-this.x)/this.k,(H[1]-this.y)/this.k]},invertX:function(H){return(H-this.x)/this.k},invertY:function(H){return(H-this.y)/this.k},rescaleX:function(H){return H.copy().domain(H.range().map(this.invertX,this).map(H.invert,H))},rescaleY:function(H){return H.copy().domain(H.range().map(this.invertY,this).map(H.invert,H))},toString:function(){return"translate("+this.x+","+this.y+") scale("+this.k+")"}};var E1=new Z1(1,0,0);K0.prototype=Z1.prototype;function K0(H){for(;!H.__zoom;)if(!(H=H.parentNode))return E1;return H.__zoom}function $3(H){H.stopImmediatePropagation()}function Q2(H){H.preventDefault(),H.stopImmediatePropagation()}function te(H){return(!H.ctrlKey||H.type==="wheel")&&!H.button}function ie(){var H=this;return H instanceof SVGElement?(H=H.ownerSVGElement||H,H.hasAttribute("viewBox")?(H=H.viewBox.baseVal,[[H.x,H.y],[H.x+H.width,H.y+H.height]]):[[0,0],[H.width.baseVal.value,H.height.baseVal.value]]):[[0,0],[H.clientWidth,H.clientHeight]]}function $6(){return this.__zoom||E1}function Me(H){return-H.deltaY*(H.deltaMode===1?.05:H.deltaMode?1:.002)*(H.ctrlKey?10:1)}function oe(){return navigator.maxTouchPoints||"ontouchstart"in this}function ae(H,V,C){var e=H.invertX(V[0][0])-C[0][0],L=H.invertX(V[1][0])-C[1][0],r=H.invertY(V[0][1])-C[0][1],t=H.invertY(V[1][1])-C[1][1];return H.translate(L>e?(e+L)/2:Math.min(0,e)||Math.max(0,L),t>r?(r+t)/2:Math.min(0,r)||Math.max(0,t))}function j0(){var H=te,V=ie,C=ae,e=Me,L=oe,r=[0,1/0],t=[[-1/0,-1/0],[1/0,1/0]],i=250,M=f6,o=h2("start","zoom","end"),a,n,d,s=500,u=150,l=0,m=10;function c(p){p.property("__zoom",$6).on("wheel.zoom",N,{passive:!1}).on("mousedown.zoom",J).on("dblclick.zoom",z).filter(L).on("touchstart.zoom",S1).on("touchmove.zoom",g1).on("touchend.zoom touchcancel.zoom",c1).style("-webkit-tap-highlight-color","rgba(0,0,0,0)")}c.transform=function(p,S,h,y){var k=p.selection?p.selection():p;k.property("__zoom",$6),p!==k?B(p,S,h,y):k.interrupt().each(function(){E(this,arguments).event(y).start().zoom(null,typeof S=="function"?S.apply(this,arguments):S).end()})},c.scaleBy=function(p,S,h,y){c.scaleTo(p,function(){var k=this.__zoom.k,P=typeof S=="function"?S.apply(this,arguments):S;return k*P},h,y)},c.scaleTo=function(p,S,h,y){c.transform(p,function(){var k=V.apply(this,arguments),P=this.__zoom,T=h==null?f(k):typeof h=="function"?h.apply(this,arguments):h,$=P.invert(T),G=typeof S=="function"?S.apply(this,arguments):S;return C(w(Z(P,G),T,$),k,t)},h,y)},c.translateBy=function(p,S,h,y){c.transform(p,function(){return C(this.__zoom.translate(typeof S=="function"?S.apply(this,arguments):S,typeof h=="function"?h.apply(this,arguments):h),V.apply(this,arguments),t)},null,y)},c.translateTo=function(p,S,h,y,k){c.transform(p,function(){var P=V.apply(this,arguments),T=this.__zoom,$=y==null?f(P):typeof y=="function"?y.apply(this,arguments):y;return C(E1.translate($[0],$[1]).scale(T.k).translate(typeof S=="function"?-S.apply(this,arguments):-S,typeof h=="function"?-h.apply(this,arguments):-h),P,t)},y,k)};function Z(p,S){return S=Math.max(r[0],Math.min(r[1],S)),S===p.k?p:new Z1(S,p.x,p.y)}function w(p,S,h){var y=S[0]-h[0]*p.k,k=S[1]-h[1]*p.k;return y===p.x&&k===p.y?p:new Z1(p.k,y,k)}function f(p){return[(+p[0][0]+ +p[1][0])/2,(+p[0][1]+ +p[1][1])/2]}function B(p,S,h,y){p.on("start.zoom",function(){E(this,arguments).event(y).start()}).on("interrupt.zoom end.zoom",function(){E(this,arguments).event(y).end()}).tween("zoom",function(){var k=this,P=arguments,T=E(k,P).event(y),$=V.apply(k,P),G=h==null?f($):typeof h=="function"?h.apply(k,P):h,y1=Math.max($[1][0]-$[0][0],$[1][1]-$[0][1]),j=k.__zoom,v1=typeof S=="function"?S.apply(k,P):S,$1=M(j.invert(G).concat(y1/j.k),v1.invert(G).concat(y1/v1.k));return function(u1){if(u1===1)u1=v1;else{var D1=$1(u1),W3=y1/D1[2];u1=new Z1(W3,G[0]-D1[0]*W3,G[1]-D1[1]*W3)}T.zoom(null,u1)}})}function E(p,S,h){return!h&&p.__zooming||new W(p,S)}function W(p,S){this.that=p,this.args=S,this.active=0,this.sourceEvent=null,this.extent=V.apply(p,S),this.taps=0}W.prototype={event:function(p){return p&&(this.sourceEvent=p),this},start:function(){return++this.active===1&&(this.that.__zooming=this,this.emit("start")),this},zoom:function(p,S){return this.mouse&&p!=="mouse"&&(this.mouse[1]=S.invert(this.mouse[0])),this.touch0&&p!=="touch"&&(this.touch0[1]=S.invert(this.touch0[0])),this.touch1&&p!=="touch"&&(this.touch1[1]=S.invert(this.touch1[0])),this.that.__zoom=S,this.emit("zoom"),this},end:function(){return--this.active===0&&(delete this.that.__zooming,this.emit("end")),this},emit:function(p){var S=n1(this.that).datum();o.call(p,this.that,new Q0(p,{sourceEvent:this.sourceEvent,target:c,type:p,transform:this.that.__zoom,dispatch:o}),S)}};function N(p,...S){if(!H.apply(this,arguments))return;var h=E(this,S).event(p),y=this.__zoom,k=Math.max(r[0],Math.min(r[1],y.k*Math.pow(2,e.apply(this,arguments)))),P=P1(p);if(h.wheel)(h.mouse[0][0]!==P[0]||h.mouse[0][1]!==P[1])&&(h.mouse[1]=y.invert(h.mouse[0]=P)),clearTimeout(h.wheel);else{if(y.k===k)return;h.mouse=[P,y.invert(P)],S5(this),h.start()}Q2(p),h.wheel=setTimeout(T,u),h.zoom("mouse",C(w(Z(y,k),h.mouse[0],h.mouse[1]),h.extent,t));function T(){h.wheel=null,h.end()}}function J(p,...S){if(d||!H.apply(this,arguments))return;var h=p.currentTarget,y=E(this,S,!0).event(p),k=n1(p.view).on("mousemove.zoom",G,!0).on("mouseup.zoom",y1,!0),P=P1(p,h),T=p.clientX,$=p.clientY;I9(p.view),$3(p),y.mouse=[P,this.__zoom.invert(P)],S5(this),y.start();function G(j){if(Q2(j),!y.moved){var v1=j.clientX-T,$1=j.clientY-$;y.moved=v1*v1+$1*$1>l}y.event(j).zoom("mouse",C(w(y.that.__zoom,y.mouse[0]=P1(j,h),y.mouse[1]),y.extent,t))}function y1(j){k.on("mousemove.zoom mouseup.zoom",null),W9(j.view,y.moved),Q2(j),y.event(j).end()}}function z(p,...S){if(H.apply(this,arguments)){var h=this.__zoom,y=P1(p.changedTouches?p.changedTouches[0]:p,this),k=h.invert(y),P=h.k*(p.shiftKey?.5:2),T=C(w(Z(h,P),y,k),V.apply(this,S),t);Q2(p),i>0?n1(this).transition().duration(i).call(B,T,y,p):n1(this).call(c.transform,T,y,p)}}function S1(p,...S){if(H.apply(this,arguments)){var h=p.touches,y=h.length,k=E(this,S,p.changedTouches.length===y).event(p),P,T,$,G;for($3(p),T=0;T<y;++T)$=h[T],G=P1($,this),G=[G,this.__zoom.invert(G),$.identifier],k.touch0?!k.touch1&&k.touch0[2]!==G[2]&&(k.touch1=G,k.taps=0):(k.touch0=G,P=!0,k.taps=1+!!a);a&&(a=clearTimeout(a)),P&&(k.taps<2&&(n=G[0],a=setTimeout(function(){a=null},s)),S5(this),k.start())}}function g1(p,...S){if(this.__zooming){var h=E(this,S).event(p),y=p.changedTouches,k=y.length,P,T,$,G;for(Q2(p),P=0;P<k;++P)T=y[P],$=P1(T,this),h.touch0&&h.touch0[2]===T.identifier?h.touch0[0]=$:h.touch1&&h.touch1[2]===T.identifier&&(h.touch1[0]=$);if(T=h.that.__zoom,h.touch1){var y1=h.touch0[0],j=h.touch0[1],v1=h.touch1[0],$1=h.touch1[1],u1=(u1=v1[0]-y1[0])*u1+(u1=v1[1]-y1[1])*u1,D1=(D1=$1[0]-j[0])*D1+(D1=$1[1]-j[1])*D1;T=Z(T,Math.sqrt(u1/D1)),$=[(y1[0]+v1[0])/2,(y1[1]+v1[1])/2],G=[(j[0]+$1[0])/2,(j[1]+$1[1])/2]}else if(h.touch0)$=h.touch0[0],G=h.touch0[1];else return;h.zoom("touch",C(w(T,$,G),h.extent,t))}}function c1(p,...S){if(this.__zooming){var h=E(this,S).event(p),y=p.changedTouches,k=y.length,P,T;for($3(p),d&&clearTimeout(d),d=setTimeout(function(){d=null},s),P=0;P<k;++P)T=y[P],h.touch0&&h.touch0[2]===T.identifier?delete h.touch0:h.touch1&&h.touch1[2]===T.identifier&&delete h.touch1;if(h.touch1&&!h.touch0&&(h.touch0=h.touch1,delete h.touch1),h.touch0)h.touch0[1]=this.__zoom.invert(h.touch0[0]);else if(h.end(),h.taps===2&&(T=P1(T,this),Math.hypot(n[0]-T[0],n[1]-T[1])<m)){var $=n1(this).on("dblclick.zoom");$&&$.apply(this,arguments)}}}return c.wheelDelta=function(p){return arguments.length?(e=typeof p=="function"?p:g5(+p),c):e},c.filter=function(p){return arguments.length?(H=typeof p=="function"?p:g5(!!p),c):H},c.touchable=function(p){return arguments.length?(L=typeof p=="function"?p:g5(!!p),c):L},c.extent=function(p){return arguments.length?(V=typeof p=="function"?p:g5([[+p[0][0],+p[0][1]],[+p[1][0],+p[1][1]]]),c):V},c.scaleExtent=function(p){return arguments.length?(r[0]=+p[0],r[1]=+p[1],c):[r[0],r[1]]},c.translateExtent=function(p){return arguments.length?(t[0][0]=+p[0][0],t[1][0]=+p[1][0],t[0][1]=+p[0][1],t[1][1]=+p[1][1],c):[[t[0][0],t[0][1]],[t[1][0],t[1][1]]]},c.constrain=function(p){return arguments.length?(C=p,c):C},c.duration=function(p){return arguments.length?(i=+p,c):i},c.interpolate=function(p){return arguments.length?(M=p,c):M},c.on=function(){var p=o.on.apply(o,arguments);return p===o?c:p},c.clickDistance=function(p){return arguments.length?(l=(p=+p)*p,c):Math.sqrt(l)},c.tapDistance=function(p){return arguments.length?(m=+p,c):m},c}function X0(H,V){return H<V?`${H}-${V}`:`${V}-${H}`}function D6(H,V,C,e){let L=H.peer_id,r=new Map;for(let a of V)a.in_reach&&r.set(a.peer_id,a);let t=new Map,i=(a,n)=>{if(a===n||![a,n].every(u=>u===L||r.has(u)))return;let d=X0(a,n),s=t.get(d);if(!s){let[u,l]=a<n?[a,n]:[n,a];s={id:d,from:u,to:l,links:[]},t.set(d,s)}return s};for(let a of C)a.peer_id&&i(L,a.peer_id)?.links.push(a);for(let[a,n]of e)i(a,n);let M=ne(L,t.values()),o=[{id:L,peer:void 0,hops:0}];for(let a of[...r.keys()].sort()){let n=r.get(a);o.push({id:a,peer:n,hops:n.hops??M.get(a)?.length})}return{us:L,nodes:o,edges:[...t.values()],routes:M}}function ne(H,V){let C=new Map;for(let{from:r,to:t}of V)C.set(r,[...C.get(r)??[],t]),C.set(t,[...C.get(t)??[],r]);let e=new Map([[H,[]]]),L=[H];for(;L.length;){let r=[];for(let t of L)for(let i of C.get(t)?.sort()??[])e.has(i)||(e.set(i,[...e.get(t)??[],i]),r.push(i));L=r}return e.delete(H),e}function N6(H){return Math.min(1,Math.max(0,(H+95)/45))}function se(H){let V=+this._x.call(null,H),C=+this._y.call(null,H);return I6(this.cover(V,C),V,C,H)}function I6(H,V,C,e){if(isNaN(V)||isNaN(C))return H;var L,r=H._root,t={data:e},i=H._x0,M=H._y0,o=H._x1,a=H._y1,n,d,s,u,l,m,c,Z;if(!r)return H._root=t,H;for(;r.length;)if((l=V>=(n=(i+o)/2))?i=n:o=n,(m=C>=(d=(M+a)/2))?M=d:a=d,L=r,!(r=r[c=m<<1|l]))return L[c]=t,H;if(s=+H._x.call(null,r.data),u=+H._y.call(null,r.data),V===s&&C===u)return t.next=r,L?L[c]=t:H._root=t,H;do L=L?L[c]=new Array(4):H._root=new Array(4),(l=V>=(n=(i+o)/2))?i=n:o=n,(m=C>=(d=(M+a)/2))?M=d:a=d;while((c=m<<1|l)===(Z=(u>=d)<<1|s>=n));return L[Z]=r,L[c]=t,H}function de(H){Array.isArray(H)||(H=Array.from(H));let V=H.length,C=new Float64Array(V),e=new Float64Array(V),L=1/0,r=L,t=-L,i=t;for(let M=0,o,a,n;M<V;++M){if(isNaN(a=+this._x.call(null,o=H[M]))||isNaN(n=+this._y.call(null,o))){C[M]=NaN;continue}C[M]=a,e[M]=n,a<L&&(L=a),a>t&&(t=a),n<r&&(r=n),n>i&&(i=n)}if(L>t||r>i)return this;this.cover(L,r).cover(t,i);for(let M=0;M<V;++M)I6(this,C[M],e[M],H[M]);return this}function Ae(H,V){if(isNaN(H=+H)||isNaN(V=+V))return this;var C=this._x0,e=this._y0,L=this._x1,r=this._y1;if(isNaN(C))L=(C=Math.floor(H))+1,r=(e=Math.floor(V))+1;else{for(var t=L-C||1,i=this._root,M,o;C>H||H>=L||e>V||V>=r;)switch(o=(V<e)<<1|H<C,M=new Array(4),M[o]=i,i=M,t*=2,o){case 0:L=C+t,r=e+t;break;case 1:C=L-t,r=e+t;break;case 2:L=C+t,e=r-t;break;case 3:C=L-t,e=r-t;break}this._root&&this._root.length&&(this._root=i)}return this._x0=C,this._y0=e,this._x1=L,this._y1=r,this}function pe(){var H=[];return this.visit(function(V){if(!V.length)do H.push(V.data);while(V=V.next)}),H}function le(H){return arguments.length?this.cover(+H[0][0],+H[0][1]).cover(+H[1][0],+H[1][1]):isNaN(this._x0)?void 0:[[this._x0,this._y0],[this._x1,this._y1]]}function H1(H,V,C,e,L){this.node=H,this.x0=V,this.y0=C,this.x1=e,this.y1=L}function me(H,V,C){var e,L=this._x0,r=this._y0,t,i,M,o,a=this._x1,n=this._y1,d=[],s=this._root,u,l;for(s&&d.push(new H1(s,L,r,a,n)),C==null?C=1/0:(L=H-C,r=V-C,a=H+C,n=V+C,C*=C);u=d.pop();)if(!(!(s=u.node)||(t=u.x0)>a||(i=u.y0)>n||(M=u.x1)<L||(o=u.y1)<r))if(s.length){var m=(t+M)/2,c=(i+o)/2;d.push(new H1(s[3],m,c,M,o),new H1(s[2],t,c,m,o),new H1(s[1],m,i,M,c),new H1(s[0],t,i,m,c)),(l=(V>=c)<<1|H>=m)&&(u=d[d.length-1],d[d.length-1]=d[d.length-1-l],d[d.length-1-l]=u)}else{var Z=H-+this._x.call(null,s.data),w=V-+this._y.call(null,s.data),f=Z*Z+w*w;if(f<C){var B=Math.sqrt(C=f);L=H-B,r=V-B,a=H+B,n=V+B,e=s.data}}return e}function ce(H){if(isNaN(a=+this._x.call(null,H))||isNaN(n=+this._y.call(null,H)))return this;var V,C=this._root,e,L,r,t=this._x0,i=this._y0,M=this._x1,o=this._y1,a,n,d,s,u,l,m,c;if(!C)return this;if(C.length)for(;;){if((u=a>=(d=(t+M)/2))?t=d:M=d,(l=n>=(s=(i+o)/2))?i=s:o=s,V=C,!(C=C[m=l<<1|u]))return this;if(!C.length)break;(V[m+1&3]||V[m+2&3]||V[m+3&3])&&(e=V,c=m)}for(;C.data!==H;)if(L=C,!(C=C.next))return this;return(r=C.next)&&delete C.next,L?(r?L.next=r:delete L.next,this):V?(r?V[m]=r:delete V[m],(C=V[0]||V[1]||V[2]||V[3])&&C===(V[3]||V[2]||V[1]||V[0])&&!C.length&&(e?e[c]=C:this._root=C),this):(this._root=r,this)}function ve(H){for(var V=0,C=H.length;V<C;++V)this.remove(H[V]);return this}function ue(){return this._root}function xe(){var H=0;return this.visit(function(V){if(!V.length)do++H;while(V=V.next)}),H}function he(H){var V=[],C,e=this._root,L,r,t,i,M;for(e&&V.push(new H1(e,this._x0,this._y0,this._x1,this._y1));C=V.pop();)if(!H(e=C.node,r=C.x0,t=C.y0,i=C.x1,M=C.y1)&&e.length){var o=(r+i)/2,a=(t+M)/2;(L=e[3])&&V.push(new H1(L,o,a,i,M)),(L=e[2])&&V.push(new H1(L,r,a,o,M)),(L=e[1])&&V.push(new H1(L,o,t,i,a)),(L=e[0])&&V.push(new H1(L,r,t,o,a))}return this}function Ze(H){var V=[],C=[],e;for(this._root&&V.push(new H1(this._root,this._x0,this._y0,this._x1,this._y1));e=V.pop();){var L=e.node;if(L.length){var r,t=e.x0,i=e.y0,M=e.x1,o=e.y1,a=(t+M)/2,n=(i+o)/2;(r=L[0])&&V.push(new H1(r,t,i,a,n)),(r=L[1])&&V.push(new H1(r,a,i,M,n)),(r=L[2])&&V.push(new H1(r,t,n,a,o)),(r=L[3])&&V.push(new H1(r,a,n,M,o))}C.push(e)}for(;e=C.pop();)H(e.node,e.x0,e.y0,e.x1,e.y1);return this}function fe(H){return H[0]}function Se(H){return arguments.length?(this._x=H,this):this._x}function ge(H){return H[1]}function ye(H){return arguments.length?(this._y=H,this):this._y}function y5(H,V,C){var e=new Y0(V??fe,C??ge,NaN,NaN,NaN,NaN);return H==null?e:e.addAll(H)}function Y0(H,V,C,e,L,r){this._x=H,this._y=V,this._x0=C,this._y0=e,this._x1=L,this._y1=r,this._root=void 0}function z6(H){for(var V={data:H.data},C=V;H=H.next;)C=C.next={data:H.data};return V}var V1=y5.prototype=Y0.prototype;V1.copy=function(){var H=new Y0(this._x,this._y,this._x0,this._y0,this._x1,this._y1),V=this._root,C,e;if(!V)return H;if(!V.length)return H._root=z6(V),H;for(C=[{source:V,target:H._root=new Array(4)}];V=C.pop();)for(var L=0;L<4;++L)(e=V.source[L])&&(e.length?C.push({source:e,target:V.target[L]=new Array(4)}):V.target[L]=z6(e));return H};V1.add=se;V1.addAll=de;V1.cover=Ae;V1.data=pe;V1.extent=le;V1.find=me;V1.remove=ce;V1.removeAll=ve;V1.root=ue;V1.size=xe;V1.visit=he;V1.visitAfter=Ze;V1.x=Se;V1.y=ye;function e1(H){return function(){return H}}function f1(H){return(H()-.5)*1e-6}function be(H){return H.x+H.vx}function we(H){return H.y+H.vy}function J0(H){var V,C,e,L=1,r=1;typeof H!="function"&&(H=e1(H==null?1:+H));function t(){for(var o,a=V.length,n,d,s,u,l,m,c=0;c<r;++c)for(n=y5(V,be,we).visitAfter(i),o=0;o<a;++o)d=V[o],l=C[d.index],m=l*l,s=d.x+d.vx,u=d.y+d.vy,n.visit(Z);function Z(w,f,B,E,W){var N=w.data,J=w.r,z=l+J;if(N){if(N.index>d.index){var S1=s-N.x-N.vx,g1=u-N.y-N.vy,c1=S1*S1+g1*g1;c1<z*z&&(S1===0&&(S1=f1(e),c1+=S1*S1),g1===0&&(g1=f1(e),c1+=g1*g1),c1=(z-(c1=Math.sqrt(c1)))/c1*L,d.vx+=(S1*=c1)*(z=(J*=J)/(m+J)),d.vy+=(g1*=c1)*z,N.vx-=S1*(z=1-z),N.vy-=g1*z)}return}return f>s+z||E<s-z||B>u+z||W<u-z}}function i(o){if(o.data)return o.r=C[o.data.index];for(var a=o.r=0;a<4;++a)o[a]&&o[a].r>o.r&&(o.r=o[a].r)}function M(){if(V){var o,a=V.length,n;for(C=new Array(a),o=0;o<a;++o)n=V[o],C[n.index]=+H(n,o,V)}}return t.initialize=function(o,a){V=o,e=a,M()},t.iterations=function(o){return arguments.length?(r=+o,t):r},t.strength=function(o){return arguments.length?(L=+o,t):L},t.radius=function(o){return arguments.length?(H=typeof o=="function"?o:e1(+o),M(),t):H},t}function Oe(H){return H.index}function W6(H,V){var C=H.get(V);if(!C)throw new Error("node not found: "+V);return C}function C7(H){var V=Oe,C=n,e,L=e1(30),r,t,i,M,o,a=1;H==null&&(H=[]);function n(m){return 1/Math.min(i[m.source.index],i[m.target.index])}function d(m){for(var c=0,Z=H.length;c<a;++c)for(var w=0,f,B,E,W,N,J,z;w<Z;++w)f=H[w],B=f.source,E=f.target,W=E.x+E.vx-B.x-B.vx||f1(o),N=E.y+E.vy-B.y-B.vy||f1(o),J=Math.sqrt(W*W+N*N),J=(J-r[w])/J*m*e[w],W*=J,N*=J,E.vx-=W*(z=M[w]),E.vy-=N*z,B.vx+=W*(z=1-z),B.vy+=N*z}function s(){if(t){var m,c=t.length,Z=H.length,w=new Map(t.map((B,E)=>[V(B,E,t),B])),f;for(m=0,i=new Array(c);m<Z;++m)f=H[m],f.index=m,typeof f.source!="object"&&(f.source=W6(w,f.source)),typeof f.target!="object"&&(f.target=W6(w,f.target)),i[f.source.index]=(i[f.source.index]||0)+1,i[f.target.index]=(i[f.target.index]||0)+1;for(m=0,M=new Array(Z);m<Z;++m)f=H[m],M[m]=i[f.source.index]/(i[f.source.index]+i[f.target.index]);e=new Array(Z),u(),r=new Array(Z),l()}}function u(){if(t)for(var m=0,c=H.length;m<c;++m)e[m]=+C(H[m],m,H)}function l(){if(t)for(var m=0,c=H.length;m<c;++m)r[m]=+L(H[m],m,H)}return d.initialize=function(m,c){t=m,o=c,s()},d.links=function(m){return arguments.length?(H=m,s(),d):H},d.id=function(m){return arguments.length?(V=m,d):V},d.iterations=function(m){return arguments.length?(a=+m,d):a},d.strength=function(m){return arguments.length?(C=typeof m=="function"?m:e1(+m),u(),d):C},d.distance=function(m){return arguments.length?(L=typeof m=="function"?m:e1(+m),l(),d):L},d}function U6(){let H=1;return()=>(H=(1664525*H+1013904223)%4294967296)/4294967296}function G6(H){return H.x}function q6(H){return H.y}var ke=10,_e=Math.PI*(3-Math.sqrt(5));function H7(H){var V,C=1,e=.001,L=1-Math.pow(e,1/300),r=0,t=.6,i=new Map,M=f5(n),o=h2("tick","end"),a=U6();H==null&&(H=[]);function n(){d(),o.call("tick",V),C<e&&(M.stop(),o.call("end",V))}function d(l){var m,c=H.length,Z;l===void 0&&(l=1);for(var w=0;w<l;++w)for(C+=(r-C)*L,i.forEach(function(f){f(C)}),m=0;m<c;++m)Z=H[m],Z.fx==null?Z.x+=Z.vx*=t:(Z.x=Z.fx,Z.vx=0),Z.fy==null?Z.y+=Z.vy*=t:(Z.y=Z.fy,Z.vy=0);return V}function s(){for(var l=0,m=H.length,c;l<m;++l){if(c=H[l],c.index=l,c.fx!=null&&(c.x=c.fx),c.fy!=null&&(c.y=c.fy),isNaN(c.x)||isNaN(c.y)){var Z=ke*Math.sqrt(.5+l),w=l*_e;c.x=Z*Math.cos(w),c.y=Z*Math.sin(w)}(isNaN(c.vx)||isNaN(c.vy))&&(c.vx=c.vy=0)}}function u(l){return l.initialize&&l.initialize(H,a),l}return s(),V={tick:d,restart:function(){return M.restart(n),V},stop:function(){return M.stop(),V},nodes:function(l){return arguments.length?(H=l,s(),i.forEach(u),V):H},alpha:function(l){return arguments.length?(C=+l,V):C},alphaMin:function(l){return arguments.length?(e=+l,V):e},alphaDecay:function(l){return arguments.length?(L=+l,V):+L},alphaTarget:function(l){return arguments.length?(r=+l,V):r},velocityDecay:function(l){return arguments.length?(t=1-l,V):1-t},randomSource:function(l){return arguments.length?(a=l,i.forEach(u),V):a},force:function(l,m){return arguments.length>1?(m==null?i.delete(l):i.set(l,u(m)),V):i.get(l)},find:function(l,m,c){var Z=0,w=H.length,f,B,E,W,N;for(c==null?c=1/0:c*=c,Z=0;Z<w;++Z)W=H[Z],f=l-W.x,B=m-W.y,E=f*f+B*B,E<c&&(N=W,c=E);return N},on:function(l,m){return arguments.length>1?(o.on(l,m),V):o.on(l)}}}function V7(){var H,V,C,e,L=e1(-30),r,t=1,i=1/0,M=.81;function o(s){var u,l=H.length,m=y5(H,G6,q6).visitAfter(n);for(e=s,u=0;u<l;++u)V=H[u],m.visit(d)}function a(){if(H){var s,u=H.length,l;for(r=new Array(u),s=0;s<u;++s)l=H[s],r[l.index]=+L(l,s,H)}}function n(s){var u=0,l,m,c=0,Z,w,f;if(s.length){for(Z=w=f=0;f<4;++f)(l=s[f])&&(m=Math.abs(l.value))&&(u+=l.value,c+=m,Z+=m*l.x,w+=m*l.y);s.x=Z/c,s.y=w/c}else{l=s,l.x=l.data.x,l.y=l.data.y;do u+=r[l.data.index];while(l=l.next)}s.value=u}function d(s,u,l,m){if(!s.value)return!0;var c=s.x-V.x,Z=s.y-V.y,w=m-u,f=c*c+Z*Z;if(w*w/M<f)return f<i&&(c===0&&(c=f1(C),f+=c*c),Z===0&&(Z=f1(C),f+=Z*Z),f<t&&(f=Math.sqrt(t*f)),V.vx+=c*s.value*e/f,V.vy+=Z*s.value*e/f),!0;if(s.length||f>=i)return;(s.data!==V||s.next)&&(c===0&&(c=f1(C),f+=c*c),Z===0&&(Z=f1(C),f+=Z*Z),f<t&&(f=Math.sqrt(t*f)));do s.data!==V&&(w=r[s.data.index]*e/f,V.vx+=c*w,V.vy+=Z*w);while(s=s.next)}return o.initialize=function(s,u){H=s,C=u,a()},o.strength=function(s){return arguments.length?(L=typeof s=="function"?s:e1(+s),a(),o):L},o.distanceMin=function(s){return arguments.length?(t=s*s,o):Math.sqrt(t)},o.distanceMax=function(s){return arguments.length?(i=s*s,o):Math.sqrt(i)},o.theta=function(s){return arguments.length?(M=s*s,o):Math.sqrt(M)},o}function e7(H,V,C){var e,L=e1(.1),r,t;typeof H!="function"&&(H=e1(+H)),V==null&&(V=0),C==null&&(C=0);function i(o){for(var a=0,n=e.length;a<n;++a){var d=e[a],s=d.x-V||1e-6,u=d.y-C||1e-6,l=Math.sqrt(s*s+u*u),m=(t[a]-l)*r[a]*o/l;d.vx+=s*m,d.vy+=u*m}}function M(){if(e){var o,a=e.length;for(r=new Array(a),t=new Array(a),o=0;o<a;++o)t[o]=+H(e[o],o,e),r[o]=isNaN(t[o])?0:+L(e[o],o,e)}}return i.initialize=function(o){e=o,M()},i.strength=function(o){return arguments.length?(L=typeof o=="function"?o:e1(+o),M(),i):L},i.radius=function(o){return arguments.length?(H=typeof o=="function"?o:e1(+o),M(),i):H},i.x=function(o){return arguments.length?(V=+o,i):V},i.y=function(o){return arguments.length?(C=+o,i):C},i}var w2=150,Pe=46,Te=.12,Be=140,Re=1,Ee=3,Fe=7,D3=class{constructor(){this.bodies=new Map;this.springs=C7([]).distance(w2*.8);this.shape="";this.ticksPerRun=1/0;this.simulation=H7([]).force("link",this.springs.strength(.25)).force("charge",V7().strength(-260).distanceMax(w2*3).theta(1.1)).force("room",J0(Pe).strength(.7)).force("ring",e7(V=>V.hops*w2,0,0).strength(.22)).velocityDecay(.5).stop()}update(V){let C=[...V.nodes.map(i=>`${i.id}:${i.hops}`),...V.edges.map(i=>i.id)].join();if(C===this.shape)return!1;this.shape=C;let e=this.bodies.size<=1,L=new Set(V.nodes.map(i=>i.id));for(let i of this.bodies.keys())L.has(i)||this.bodies.delete(i);let r=e?$e(V):new Map;for(let i of V.nodes){let M=Math.min(i.hops??Ee,Fe),o=this.bodies.get(i.id);o?o.hops=M:this.bodies.set(i.id,this.place(i.id,M,V,r))}let t=this.bodies.get(V.us);return t&&(t.fx=0,t.fy=0),this.simulation.nodes([...this.bodies.values()]),this.springs.links(V.edges.map(({from:i,to:M})=>({source:this.bodies.get(i),target:this.bodies.get(M)}))),this.springs.strength(.25),this.simulation.alpha(e?1:Te).alphaMin(.02),this.ticksPerRun=e?1/0:Re,this.simulation.alphaDecay(1-.02**(1/Be)),!0}run(V,C=()=>performance.now()){let e=C()+V;for(let L=0;this.moving&&L<this.ticksPerRun&&(this.simulation.tick(),!(C()>=e));L+=1);return this.moving}get moving(){return this.simulation.alpha()>=this.simulation.alphaMin()}get places(){return this.bodies}place(V,C,e,L){if(V===e.us)return{id:V,hops:C,x:0,y:0};let r=this.bodies.get(e.routes.get(V)?.at(-2)??""),t=L.get(V)??(r?Math.atan2(r.y,r.x)+(Q6(V)-Math.PI)*.25:Q6(V));return{id:V,hops:C,x:Math.cos(t)*C*w2,y:Math.sin(t)*C*w2}}};function $e(H){let V=new Map,C=new Map,e=H.nodes.map(({id:t})=>({id:t,route:H.routes.get(t)??[t]})).filter(({id:t})=>t!==H.us).sort((t,i)=>t.route.length-i.route.length);for(let{id:t,route:i}of e){let M=i.at(-2)??H.us;V.set(M,[...V.get(M)??[],t]);for(let o of i)C.set(o,(C.get(o)??0)+1)}let L=new Map,r=new Map([[H.us,[0,2*Math.PI]]]);for(let t of[H.us,...e.map(({id:i})=>i)]){let i=V.get(t)??[],M=i.reduce((n,d)=>n+(C.get(d)??1),0),[o,a]=r.get(t)??[0,0];for(let n of i){let d=a*(C.get(n)??1)/M;L.set(n,o+d/2),r.set(n,[o,d]),o+=d}}return L}function Q6(H){return(Number.parseInt(H.slice(0,8),16)||0)/4294967295*2*Math.PI}var De=6,Ne=60,K6=900,ze=6e4,Ie=5e3,L7=.15,j6=2.5,X6=60,N3=1.3,Y6=60,We=7,a1=class extends F{constructor(){super(...arguments);this.heading="";this.table=!1;this.news="";this.peersWatch=new q(this);this.topologyWatch=new q(this);this.layout=new D3;this.nodes=new Map;this.lines=new Map;this.transform=E1;this.moved=!1;this.arranged=!1;this.visible=!0;this.came=[];this.went=[];this.move=()=>{this.frame!==void 0||!this.visible||document.hidden||!this.layout.moving||!this.world||(this.frame=requestAnimationFrame(()=>{this.frame=void 0,this.layout.run(De),this.draw(),this.arranged||this.fitUnlessMoved(),this.layout.moving||(this.arranged&&this.somebodyIsOut()&&this.fitUnlessMoved(),this.arranged=!0),this.move()}))};this.onPulses=C=>{let{dots:e,graph:L}=this;if(!e||!L||!this.visible||document.hidden)return;let r=matchMedia("(prefers-reduced-motion: reduce)").matches;for(let t of C)for(let i of t.to){let M=this.layout.places.get(t.from),o=this.layout.places.get(i);!M||!o||(r?this.flash(t.from,i):e.childElementCount<Ne&&this.send(e,t,M,o))}};this.onKey=C=>{let L={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]}[C.key];if(L&&C.shiftKey){this.moved=!0;let{x:r,y:t,k:i}=this.transform;this.moveTo(E1.translate(r-L[0]*Y6,t-L[1]*Y6).scale(i),!0)}else if(L)this.step(...L);else if(C.key==="+"||C.key==="=")this.zoomBy(N3);else if(C.key==="-")this.zoomBy(1/N3);else if(C.key==="0")this.fit(!0);else if(C.key==="Escape"&&this.selected)this.close();else return;C.preventDefault(),C.stopPropagation()};this.onDetailsKey=C=>{C.key!=="Escape"||C.defaultPrevented||(this.close(),C.stopPropagation())};this.close=()=>{this.selected=void 0;let{current:C}=this;C&&this.nodes.get(C)?.focus()}}connectedCallback(){super.connectedCallback(),this.seen=new IntersectionObserver(C=>{this.visible=C.at(-1)?.isIntersecting??!0,this.move()}),this.seen.observe(this),this.sized=new ResizeObserver(()=>this.fitUnlessMoved()),this.sized.observe(this),document.addEventListener("visibilitychange",this.move),this.follow()}disconnectedCallback(){super.disconnectedCallback(),this.seen?.disconnect(),this.sized?.disconnect(),document.removeEventListener("visibilitychange",this.move),this.endPulses?.(),this.endPulses=void 0,clearTimeout(this.newsTimer),this.newsTimer=void 0,this.frame!==void 0&&cancelAnimationFrame(this.frame),this.frame=void 0}willUpdate(){let{session:C}=this;if(this.peersWatch.set(C?.peers),this.topologyWatch.set(C?.topology),this.follow(),!C?.peers.node)return;let{peers:e,topology:L}=C;this.graph=D6(C.peers.node,e.inReach,L.links,L.edges),this.layout.update(this.graph),(!this.current||!this.graph.nodes.some(({id:r})=>r===this.current))&&(this.current=this.graph.us),this.tellNews(e)}updated(C){this.nodes=new Map([...this.renderRoot.querySelectorAll(".node")].map(e=>[e.dataset.id,e])),this.lines=new Map([...this.renderRoot.querySelectorAll("line")].map(e=>[e.dataset.id,e])),this.followPointer(),this.draw(),this.move(),C.has("selected")&&this.selected&&this.details?.focus()}render(){let{session:C,t:e}=this;if(!C)return A``;let{peers:L,topology:r}=C,t=N2([L,r],this.hass,e,r5),{graph:i}=this;if(!i||t&&!(L.loaded&&r.loaded))return t?Q(t):A``;let M=this.selected?L.get(this.selected):void 0,o=this.asTable??this.table,a=i.nodes.length===1;return A`
      <div class="bar">
        <div class="count">
          ${this.heading?A`<h2 class="clip">${this.heading}</h2>`:v}
          <span>${e.plural("conversations.people",i.nodes.length-1)}</span>
        </div>
        ${o?v:A`${this.tool(h4,e("map.zoom_out"),()=>this.zoomBy(1/N3))}
            ${this.tool(g4,e("map.zoom_in"),()=>this.zoomBy(N3))}
            ${this.tool(p4,e("map.fit"),()=>this.fit(!0))}`}
        ${this.tool(o?r5:H3,e(o?"map.show_map":"map.show_table"),()=>this.asTable=!o)}
      </div>
      ${t?c2({...t,kind:"warning"}):this.renderNotRunning(L)}
      <div class="body">
        ${a?Q({icon:i5,title:e("map.alone"),text:e("map.alone_hint")}):o?A`<mesh-broadcast-peer-table
                .hass=${this.hass}
                .peers=${L.inReach}
                @mesh-peer=${n=>this.choose(n.detail)}
              ></mesh-broadcast-peer-table>`:this.renderStage(i,L)}
        ${M?A`<aside aria-label=${e("map.details")} @keydown=${this.onDetailsKey}>
              <mesh-broadcast-peer-details
                .hass=${this.hass}
                .peer=${M}
                .route=${this.routeNames(i,M,L)}
                .links=${r.links.filter(({peer_id:n})=>n===M.peer_id)}
                @mesh-close=${this.close}
              ></mesh-broadcast-peer-details>
            </aside>`:v}
      </div>
      <div class="sr-only" role="status">${this.news}</div>
    `}renderNotRunning(C){let{t:e}=this;return C.node?.running===!1?c2({kind:"warning",icon:i5,title:e("state.not_running"),text:e("state.not_running_hint")}):v}renderStage(C,e){let{t:L}=this;return A`<div
      class="stage"
      role="group"
      aria-label=${L("map.label")}
      aria-describedby="keys"
      @keydown=${this.onKey}
    >
      <span id="keys" class="sr-only">${L("map.keys")}</span>
      <div class="world">
        <svg class="lines" aria-hidden="true" focusable="false">
          ${Ue(C).map(r=>k2`<circle class="ring" r=${r}></circle>`)}
          ${p1(C.edges,({id:r})=>r,r=>this.renderEdge(r))}
          <g class="dots"></g>
        </svg>
        ${p1(C.nodes,({id:r})=>r,r=>this.renderNode(r,e))}
      </div>
      ${this.renderLegend()}
    </div>`}renderEdge(C){let e=new Set(C.links.map(({role:i})=>i)),L=C.links.flatMap(({rssi:i})=>i===null?[]:[i]),r=L.length?N6(Math.max(...L)):.4,t=C.links.length?e.has("central")?"central":"peripheral":"announced";return k2`<line
      data-id=${C.id}
      class=${t}
      stroke-width=${C.links.length?(1.5+4*r).toFixed(1):1.5}
    ></line>`}renderNode(C,e){let{t:L}=this,{peer:r}=C,t=C.id===this.current?0:-1;if(!r){let M=e.node?.nickname??"";return A`<div
        class="node us"
        data-id=${C.id}
        tabindex=${t}
        role="img"
        aria-label=${L("map.us",{name:M})}
      >
        ${z4()}<bdi class="name clip">${M}</bdi>
      </div>`}let i=!r.direct&&Date.now()-r.last_seen>ze;return A`<button
      class="node ${r.direct?"near":"far"} ${i?"fades":""} ${r.blocked?"blocked":""}"
      data-id=${C.id}
      data-peer=${C.id}
      tabindex=${t}
      aria-pressed=${r.fingerprint===this.selected?"true":"false"}
      @click=${()=>this.choose(r.fingerprint,C.id)}
      @focus=${()=>this.current=C.id}
    >
      ${i1(r.fingerprint,r.nickname)}<bdi class="name clip">${r.nickname}</bdi
      ><span class="sr-only"
        >, ${r.blocked?L("peer.blocked"):_1(r,L)}</span
      >
    </button>`}renderLegend(){let{t:C}=this;return A`<ul class="legend">
      ${["central","peripheral","announced"].map(L=>A`<li>
            <svg viewBox="0 0 28 6" aria-hidden="true">
              ${k2`<line class=${L} x1="2" y1="3" x2="26" y2="3" stroke-width="3"></line>`}
            </svg>
            ${C(`map.legend_${L}`)}
          </li>`)}
    </ul>`}tool(C,e,L){return A`<button class="icon-button" aria-label=${e} title=${e} @click=${L}>
      ${g(C)}
    </button>`}routeNames(C,e,L){return(C.routes.get(e.peer_id)?.slice(0,-1)??[]).map(t=>L.byPeerId(t)?.nickname??t.slice(0,8))}tellNews(C){let e=new Set(C.inReach.map(({fingerprint:t})=>t)),L=this.present;if(this.present=e,!L)return;let r=t=>C.get(t)?.nickname??"";for(let t of e)L.has(t)||this.came.push(r(t));for(let t of L)e.has(t)||this.went.push(r(t));this.newsTimer!==void 0||!(this.came.length||this.went.length)||(this.newsTimer=setTimeout(()=>{this.newsTimer=void 0;let{t}=this,i=[...this.came.length?[t("map.came",{names:J6(this.came)})]:[],...this.went.length?[t("map.went",{names:J6(this.went)})]:[]];this.came=[],this.went=[],this.news=i.join(" ")},Ie))}draw(){let{places:C}=this.layout;for(let[e,L]of this.nodes){let r=C.get(e);r&&(L.style.translate=`${r.x.toFixed(1)}px ${r.y.toFixed(1)}px`)}for(let e of this.graph?.edges??[]){let L=this.lines.get(e.id),r=C.get(e.from),t=C.get(e.to);!L||!r||!t||(L.setAttribute("x1",r.x.toFixed(1)),L.setAttribute("y1",r.y.toFixed(1)),L.setAttribute("x2",t.x.toFixed(1)),L.setAttribute("y2",t.y.toFixed(1)))}}follow(){this.endPulses||!this.isConnected||(this.endPulses=this.session?.topology.onPulses(this.onPulses))}send(C,e,L,r){let t=document.createElementNS("http://www.w3.org/2000/svg","circle");t.setAttribute("r",e.kind==="other"?"3":"6"),t.setAttribute("class",`dot ${e.kind}`),t.dataset.pulse=e.kind,C.append(t);let i=t.animate([{transform:`translate(${L.x}px, ${L.y}px)`,opacity:.2},{opacity:1,offset:.15},{opacity:1,offset:.85},{transform:`translate(${r.x}px, ${r.y}px)`,opacity:.2}],{duration:K6,easing:"ease-in-out"});i.onfinish=i.oncancel=()=>t.remove()}flash(C,e){let L=this.lines.get(X0(C,e));L&&(L.classList.add("lit"),setTimeout(()=>L.classList.remove("lit"),K6))}followPointer(){let{stage:C}=this;!C||C===this.zoomed||(this.zoomed=C,this.zooming=j0().scaleExtent([L7,j6]).filter(e=>e.type==="wheel"?e.ctrlKey||this.moved:!("button"in e&&e.button)).on("zoom",({transform:e,sourceEvent:L})=>{this.transform=e,L&&(this.moved=!0,this.world?.classList.remove("eased")),this.world&&(this.world.style.transform=`translate(${e.x}px, ${e.y}px) scale(${e.k})`)}),n1(C).call(this.zooming).on("dblclick.zoom",null),this.fitUnlessMoved())}fitUnlessMoved(){this.moved||this.fit(!1)}fit(C){let{stage:e,zooming:L}=this;if(!e||!L)return;let{clientWidth:r,clientHeight:t}=e,i=[...this.layout.places.values()];if(!r||!t||!i.length)return;C&&(this.moved=!1);let M=i.map(({x:m})=>m),o=i.map(({y:m})=>m),[a,n]=[Math.min(...M),Math.max(...M)],[d,s]=[Math.min(...o),Math.max(...o)],u=Math.min(1.1,(r-2*X6)/Math.max(1,n-a),(t-2*X6)/Math.max(1,s-d)),l=Math.max(L7,u);this.moveTo(E1.translate(r/2,t/2).scale(l).translate(-(a+n)/2,-(d+s)/2),C)}somebodyIsOut(){let{stage:C,transform:e}=this;if(!C)return!1;for(let L of this.layout.places.values()){let[r,t]=e.apply([L.x,L.y]);if(r<0||t<0||r>C.clientWidth||t>C.clientHeight)return!0}return!1}zoomBy(C){let{stage:e}=this;if(!e)return;this.moved=!0;let{clientWidth:L,clientHeight:r}=e,{x:t,y:i,k:M}=this.transform,o=Math.min(j6,Math.max(L7,M*C)),a=o/M;this.moveTo(E1.translate(L/2+(t-L/2)*a,r/2+(i-r/2)*a).scale(o),!0)}moveTo(C,e){!this.stage||!this.zooming||(this.world?.classList.toggle("eased",e),n1(this.stage).call(this.zooming.transform,C))}step(C,e){let{places:L}=this.layout,r=this.current?L.get(this.current):void 0;if(!r)return;let t,i=Number.POSITIVE_INFINITY;for(let{id:M,x:o,y:a}of L.values()){let n=(o-r.x)*C+(a-r.y)*e,d=Math.abs((o-r.x)*e)+Math.abs((a-r.y)*C);if(M===r.id||n<=0)continue;let s=n+2*d;s<i&&([t,i]=[M,s])}t&&(this.current=t,this.nodes.get(t)?.focus())}choose(C,e){this.selected=C,e&&(this.current=e)}static{this.styles=[D,M1,k1,R`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
        background: var(--mb-surface);
        container-type: inline-size;
      }

      .bar {
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 6px 8px;
        padding-inline-start: 16px;
        border-bottom: 1px solid var(--mb-line);
        flex: none;
      }

      .count {
        flex: 1;
        min-width: 0;
        font-size: 14px;
        color: var(--mb-muted);
      }

      h2 {
        margin: 0;
        font-size: 18px;
        font-weight: 500;
        color: var(--mb-text);
      }

      .body {
        position: relative;
        flex: 1;
        min-height: 0;
        display: flex;
      }

      mesh-broadcast-peer-table {
        flex: 1;
        min-width: 0;
      }

      .stage {
        position: relative;
        flex: 1;
        min-width: 0;
        overflow: hidden;
        touch-action: none;
        cursor: grab;
        direction: ltr;
        background: radial-gradient(
          circle at 50% 50%,
          color-mix(in srgb, var(--mb-accent) 7%, var(--mb-surface)),
          var(--mb-surface) 70%
        );
      }

      .stage:active {
        cursor: grabbing;
      }

      .world {
        position: absolute;
        inset-block-start: 0;
        left: 0;
        width: 0;
        height: 0;
        transform-origin: 0 0;
      }

      .world.eased {
        transition: transform 250ms ease-out;
      }

      .lines {
        position: absolute;
        overflow: visible;
        width: 1px;
        height: 1px;
        left: 0;
        inset-block-start: 0;
        pointer-events: none;
      }

      .ring {
        fill: none;
        stroke: color-mix(in srgb, var(--mb-text) 9%, transparent);
      }

      line {
        stroke: color-mix(in srgb, var(--mb-text) 30%, var(--mb-surface));
        stroke-linecap: round;
      }

      line.central {
        stroke: var(--mb-accent);
      }

      line.peripheral {
        stroke: var(--mb-accent);
        stroke-dasharray: 8 7;
      }

      line.announced {
        stroke-dasharray: 1 6;
      }

      line.lit {
        stroke: var(--mb-warning);
      }

      .dot {
        fill: var(--mb-accent);
        stroke: var(--mb-surface);
        stroke-width: 1.5;
      }

      .dot.private {
        fill: var(--mb-success);
      }

      .dot.relay {
        fill: var(--mb-warning);
      }

      .dot.other {
        fill: var(--mb-muted);
      }

      .node {
        position: absolute;
        left: -54px;
        inset-block-start: -22px;
        width: 108px;
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 2px;
        padding: 2px 0;
        border-radius: 14px;
        cursor: pointer;
        font-size: 13px;
        line-height: 18px;
        color: var(--mb-text);
        transition: opacity 400ms;
      }

      .us {
        cursor: inherit;
        font-weight: 500;
      }

      .us .avatar {
        --size: 52px;
        margin-top: -6px;
        background: var(--mb-accent);
        color: var(--mb-on-accent);
      }

      .far .avatar {
        --size: 34px;
        margin: 3px;
      }

      .avatar {
        box-shadow: 0 0 0 3px var(--mb-surface);
      }

      .fades {
        opacity: 0.6;
      }

      .blocked .avatar {
        filter: grayscale(1);
      }

      .node[aria-pressed="true"] .avatar {
        box-shadow: 0 0 0 3px var(--mb-surface), 0 0 0 6px var(--mb-accent);
      }

      .name {
        max-width: 108px;
        padding: 0 6px;
        border-radius: 9px;
        background: color-mix(in srgb, var(--mb-surface) 82%, transparent);
        contain: paint;
      }

      .legend {
        position: absolute;
        inset-block-end: 8px;
        inset-inline-start: 12px;
        margin: 0;
        padding: 6px 10px;
        list-style: none;
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        font-size: 12.5px;
        color: var(--mb-muted);
        border-radius: 10px;
        background: color-mix(in srgb, var(--mb-surface) 82%, transparent);
        pointer-events: none;
        direction: inherit;
      }

      .legend li {
        display: flex;
        align-items: center;
        gap: 6px;
      }

      .legend svg {
        width: 28px;
        height: 6px;
      }

      aside {
        flex: 0 0 340px;
        min-height: 0;
        display: grid;
        border-inline-start: 1px solid var(--mb-line);
        background: var(--mb-surface);
        z-index: 1;
      }

      @container (max-width: 720px) {
        aside {
          position: absolute;
          inset-inline: 0;
          inset-block-end: 0;
          max-height: 72%;
          border: 0;
          border-radius: 20px 20px 0 0;
          box-shadow: 0 -4px 24px rgb(0 0 0 / 28%);
          overflow: hidden;
        }

        .legend {
          font-size: 12px;
        }
      }
    `]}};x([O()],a1.prototype,"heading",2),x([O({type:Boolean})],a1.prototype,"table",2),x([b()],a1.prototype,"asTable",2),x([b()],a1.prototype,"selected",2),x([b()],a1.prototype,"news",2),x([b()],a1.prototype,"current",2),x([I(".stage")],a1.prototype,"stage",2),x([I(".world")],a1.prototype,"world",2),x([I(".dots")],a1.prototype,"dots",2),x([I("mesh-broadcast-peer-details")],a1.prototype,"details",2);function Ue(H){let V=Math.max(0,...H.nodes.map(({hops:C})=>C??0));return Array.from({length:Math.min(V,We)},(C,e)=>(e+1)*w2)}function J6(H){let V=H.slice(0,3).join(", ");return H.length>3?`${V} +${H.length-3}`:V}function C8(H,V,C){let[e]=H,L=H.at(-1);if(!e||!L)return"";let r=Math.max(1,L[0]-e[0]),t="",i;for(let[M,o]of H){let a=H.length===1?V:(M-e[0])/r*V,n=(Math.min(-30,Math.max(-100,o))- -100)/70,d=i===void 0||M-i>12e4?"M":"L";t+=`${d}${a.toFixed(1)} ${((1-n)*C).toFixed(1)}`,H.length===1&&(t+="h0"),i=M}return t}var H8=240,V8=48,Ge=600,s1=class extends F{constructor(){super(...arguments);this.route=[];this.links=[];this.samples=[];this.onWrite=()=>{let{hass:C,peer:e}=this;C&&e&&!o3(C,e.fingerprint)&&(this.outcome={text:this.t("map.no_chat"),bad:!0})};this.onPing=()=>{let{hass:C,peer:e,t:L,formats:r}=this;!C||!e||this.doing("ping",e,async()=>{let t=await B7(C,e.fingerprint);if(!t.answered||t.round_trip_ms===null)return L("map.no_answer");let i=r.number(Math.round(t.round_trip_ms));return t.hops===null?L("map.answered",{time:i}):L.plural("map.answered_hops",t.hops,{time:i})})}}focus(){this.updateComplete.then(()=>this.heading?.focus())}willUpdate(C){let{peer:e}=this;if(e?.fingerprint!==this.shown)this.shown=e?.fingerprint,this.samples=[],this.outcome=void 0,this.question=void 0,e&&this.loadSamples(e.fingerprint);else if(e&&e.rssi!==null&&C.has("peer")){let L=this.samples.at(-1);(!L||e.last_seen>L[0]&&e.rssi!==L[1])&&(this.samples=[...this.samples,[e.last_seen,e.rssi]].slice(-Ge))}}updated(C){C.has("question")&&this.question&&!this.dialog.open&&this.dialog.showModal()}render(){let{t:C,peer:e}=this;return e?A`<div class="content">
      <header>
        ${i1(e.fingerprint,e.nickname,e.in_reach)}
        <h2 tabindex="-1"><bdi class="clip">${e.nickname}</bdi></h2>
        <button
          class="icon-button"
          aria-label=${C("common.close")}
          title=${C("common.close")}
          @click=${()=>this.fire("mesh-close")}
        >
          ${g(w1)}
        </button>
      </header>
      ${this.renderActions(e)}
      <p class="outcome ${this.outcome?.bad?"bad":""}" role="status">
        ${this.outcome?.text??""}
      </p>
      <dl>
        ${this.facts(e).map(([L,r])=>A`<div>
              <dt>${L}</dt>
              <dd>${r}</dd>
            </div>`)}
      </dl>
      ${this.renderSignal(e)} ${this.renderQuestion(e)}
    </div>`:v}renderActions(C){let{t:e}=this,{node:L}=this.session?.peers??{},r=this.hass?.user?.is_admin??!1;return A`<div class="actions">
      ${L?.may_read_private&&!C.blocked?this.button(V3,e("map.write"),this.onWrite):v}
      ${this.button(i5,e("map.ping"),this.onPing,this.busy==="ping")}
      ${r?A`${C.trust==="verified"?this.button(k4,e("map.unverify"),()=>this.change("unverify_peer")):this.button(O1,e("map.verify"),()=>this.ask("verify_peer"))}
          ${C.blocked?this.button(t0,e("map.unblock"),()=>this.change("unblock_peer")):this.button(t0,e("map.block"),()=>this.ask("block_peer"))}`:v}
      ${C.device_id?A`<a
            class="text-button filled"
            href="/config/devices/device/${encodeURIComponent(C.device_id)}"
            >${g(Z4)}${e("map.device")}</a
          >`:v}
    </div>`}button(C,e,L,r=!1){return A`<button
      class="text-button filled ${r?"busy":""}"
      aria-disabled=${this.busy?"true":"false"}
      @click=${()=>{this.busy||L()}}
    >
      ${g(C)}${e}
    </button>`}facts(C){let{t:e,formats:L}=this,r=[[e("map.distance"),_1(C,e)],[e("map.last_seen"),A`<span title=${L.moment(C.last_seen)}
          >${L.relative(C.last_seen,Date.now())}</span
        >`]];this.route.length&&r.push([e("map.route"),A`<ol>
          ${this.route.map(t=>A`<li><bdi class="clip">${t}</bdi></li>`)}
        </ol>`]);for(let t of this.links)r.push([e("map.link"),`${e(`map.role_${t.role}`)}${t.mtu?`, MTU ${L.number(t.mtu)}`:""}`]);return r.push([e("details.trust"),C.blocked?`${e("peer.blocked")}. ${e(`trust.${C.trust}_long`)}`:e(`trust.${C.trust}_long`)]),r.push([e("details.fingerprint"),A`<span class="print mono">${A3(C.fingerprint)}</span
        ><button
          class="icon-button"
          aria-label=${e("map.copy_fingerprint")}
          title=${e("map.copy_fingerprint")}
          @click=${()=>this.copy(C.fingerprint)}
        >
          ${g(E2)}
        </button>`]),r}renderSignal(C){let{t:e,formats:L,samples:r}=this,t=r.at(-1);if(!t||!C.direct)return v;let i=r.map(([,n])=>n),[M,o]=[Math.min(...i),Math.max(...i)].map(n=>e("signal.dbm",{value:L.number(n)})),a=e("signal.dbm",{value:L.number(C.rssi??t[1])});return A`<figure>
      <figcaption>
        <span>${e("map.signal")}</span><span class="value">${a}</span>
      </figcaption>
      <svg
        viewBox="0 -3 ${H8} ${V8+6}"
        preserveAspectRatio="none"
        role="img"
        aria-label=${e("map.signal_range",{low:M,high:o})}
      >
        ${k2`<path class="spark" d=${C8(r,H8,V8)} vector-effect="non-scaling-stroke"></path>`}
      </svg>
    </figure>`}renderQuestion(C){let{t:e,question:L}=this;return A`<dialog
      aria-labelledby="question"
      @close=${()=>this.question=void 0}
      @click=${r=>r.target===this.dialog&&this.dialog.close()}
    >
      ${L?A`<div class="ask">
            <h3 id="question">
              ${e(L==="verify_peer"?"map.verify_title":"map.block_title",{name:C.nickname})}
            </h3>
            <p>${e(L==="verify_peer"?"map.verify_text":"map.block_text")}</p>
            ${L==="verify_peer"?A`<p class="print mono">${A3(C.fingerprint)}</p>`:v}
            <div class="choices">
              <button class="text-button" @click=${()=>this.dialog.close()}>
                ${e("common.cancel")}
              </button>
              <button
                class="text-button filled"
                @click=${()=>{this.dialog.close(),this.change(L)}}
              >
                ${e(L==="verify_peer"?"map.verify_yes":"map.block")}
              </button>
            </div>
          </div>`:v}
    </dialog>`}ask(C){this.question=C}change(C){let{hass:e,peer:L,t:r}=this;!e||!L||this.doing(C,L,async()=>(await R7(e,C,L.fingerprint),r(`map.done_${C}`)))}async copy(C){let e=await $2(C);this.outcome={text:this.t(e?"message.copied":"message.copy_failed"),bad:!e}}async doing(C,e,L){this.busy=C,this.outcome=void 0;let r;try{r={text:await L(),bad:!1}}catch(t){r={text:l1(X.from(t),this.t),bad:!0}}this.busy=void 0,this.shown===e.fingerprint&&(this.outcome=r)}async loadSamples(C){try{let{samples:e}=await this.session?.api.signalHistory(C)??{samples:[]};this.shown===C&&(this.samples=e)}catch{}}static{this.styles=[D,M1,R`
      :host {
        display: block;
        overflow: auto;
      }

      .content {
        padding: 12px 16px 20px;
      }

      header {
        display: flex;
        align-items: center;
        gap: 12px;
        margin-inline-end: -8px;
      }

      h2 {
        flex: 1;
        min-width: 0;
        margin: 0;
        font-size: 20px;
        font-weight: 500;
        display: flex;
        overflow: hidden;
        contain: paint;
        line-height: 1.6;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 12px;
      }

      .actions .text-button,
      .choices .text-button {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        text-decoration: none;
      }

      .actions .icon {
        font-size: 20px;
      }

      .busy .icon {
        animation: turn 1s linear infinite;
      }

      @keyframes turn {
        to {
          rotate: 1turn;
        }
      }

      .outcome {
        margin: 8px 0 0;
        min-height: 20px;
        font-size: 14px;
        line-height: 20px;
        color: var(--mb-muted);
        overflow-wrap: anywhere;
      }

      .outcome.bad {
        color: var(--mb-error-text);
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
        overflow: hidden;
        contain: paint;
      }

      dd:has(.icon-button) {
        display: flex;
        align-items: center;
      }

      ol {
        margin: 0;
        padding: 0;
        list-style: none;
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
      }

      li {
        display: flex;
        max-width: 100%;
      }

      li:not(:last-child)::after {
        content: "›";
        margin-inline-start: 8px;
        color: var(--mb-muted);
      }

      :host(:dir(rtl)) li:not(:last-child)::after {
        content: "‹";
      }

      .mono {
        font-family: var(--ha-font-family-code, monospace);
        font-size: 13px;
        direction: ltr;
        text-align: start;
        overflow-wrap: anywhere;
      }

      figure {
        margin: 16px 0 0;
      }

      figcaption {
        display: flex;
        justify-content: space-between;
        font-size: 12.5px;
        color: var(--mb-muted);
      }

      .value {
        color: var(--mb-text);
      }

      figure svg {
        display: block;
        width: 100%;
        height: 54px;
        margin-top: 4px;
        direction: ltr;
      }

      .spark {
        fill: none;
        stroke: var(--mb-accent);
        stroke-width: 2;
        stroke-linejoin: round;
        stroke-linecap: round;
      }

      dialog {
        padding: 0;
        border: 0;
        border-radius: 24px;
        width: min(420px, calc(100vw - 32px));
        background: var(--mb-surface);
        color: var(--mb-text);
        box-shadow: 0 8px 32px rgb(0 0 0 / 36%);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }

      .ask {
        padding: 24px;
      }

      h3 {
        margin: 0;
        font-size: 20px;
        font-weight: 500;
        overflow-wrap: anywhere;
        overflow: hidden;
        contain: paint;
        unicode-bidi: isolate;
      }

      .ask p {
        font-size: 14px;
        line-height: 1.5;
      }

      .ask .mono {
        font-size: 16px;
      }

      .choices {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
        flex-wrap: wrap;
      }
    `]}};x([O({attribute:!1})],s1.prototype,"peer",2),x([O({attribute:!1})],s1.prototype,"route",2),x([O({attribute:!1})],s1.prototype,"links",2),x([b()],s1.prototype,"samples",2),x([b()],s1.prototype,"busy",2),x([b()],s1.prototype,"outcome",2),x([b()],s1.prototype,"question",2),x([I("h2")],s1.prototype,"heading",2),x([I("dialog")],s1.prototype,"dialog",2);var b5=class extends F{constructor(){super(...arguments);this.peers=[]}render(){let{t:C,formats:e}=this,L=Date.now();return A`<table>
      <thead>
        <tr>
          <th scope="col">${C("map.column_peer")}</th>
          <th scope="col">${C("map.distance")}</th>
          <th scope="col">${C("map.signal")}</th>
          <th scope="col">${C("map.last_seen")}</th>
        </tr>
      </thead>
      <tbody>
        ${p1(qe(this.peers),r=>r.fingerprint,r=>A`<tr>
              <th scope="row">
                <button @click=${()=>this.fire("mesh-peer",r.fingerprint)}>
                  ${i1(r.fingerprint,r.nickname)}
                  <bdi class="clip">${r.nickname}</bdi>
                  ${r.trust==="verified"?A`<span class="badge" title=${C("trust.verified")}
                        >${g(O1)}<span class="sr-only"
                          >${C("trust.verified")}</span
                        ></span
                      >`:v}
                </button>
              </th>
              <td>${r.blocked?C("peer.blocked"):_1(r,C)}</td>
              <td>
                ${r.rssi===null?"–":C("signal.dbm",{value:e.number(r.rssi)})}
              </td>
              <td>${e.relative(r.last_seen,L)}</td>
            </tr>`)}
      </tbody>
    </table>`}static{this.styles=[D,M1,R`
      :host {
        display: block;
        overflow: auto;
        container-type: inline-size;
      }

      table {
        width: 100%;
        border-collapse: collapse;
        table-layout: fixed;
        font-size: 14px;
      }

      thead th {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        background: var(--mb-surface);
        color: var(--mb-muted);
        font-weight: 500;
        font-size: 12.5px;
        text-align: start;
        padding: 12px 8px 8px;
      }

      th:first-child {
        width: 46%;
        padding-inline-start: 16px;
      }

      tbody th {
        font-weight: 500;
        padding: 0 8px;
        text-align: start;
      }

      td {
        padding: 0 8px;
        color: var(--mb-muted);
        overflow: hidden;
        text-overflow: ellipsis;
      }

      tr {
        border-bottom: 1px solid var(--mb-line);
      }

      button {
        display: flex;
        align-items: center;
        gap: 12px;
        width: 100%;
        min-height: 52px;
        text-align: start;
        overflow: hidden;
        contain: paint;
      }

      button:focus-visible {
        outline-offset: -2px;
      }

      .avatar {
        --size: 32px;
      }

      .badge {
        color: var(--mb-accent-text);
      }

      .badge .icon {
        font-size: 18px;
      }

      @container (max-width: 460px) {
        th:nth-child(3),
        td:nth-child(3) {
          display: none;
        }
      }
    `]}};x([O({attribute:!1})],b5.prototype,"peers",2);function qe(H){let V=Number.MAX_SAFE_INTEGER;return[...H].sort((C,e)=>(C.hops??V)-(e.hops??V)||C.nickname.localeCompare(e.nickname)||(C.fingerprint<e.fingerprint?-1:1))}var Qe=250,r7=40,F1=class extends F{constructor(){super(...arguments);this.text="";this.busy=!1;this.asked=0;this.onInput=()=>{this.text=this.input.value,clearTimeout(this.timer),this.timer=setTimeout(()=>{this.search()},Qe)};this.onKey=C=>{if(C.key==="Escape"){C.stopPropagation(),this.fire("mesh-close");return}if(C.key!=="ArrowDown"&&C.key!=="ArrowUp")return;let e=[...this.renderRoot.querySelectorAll("input, li button")],L=e.indexOf(C.target);e[L+(C.key==="ArrowDown"?1:-1)]?.focus(),C.preventDefault()}}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer)}firstUpdated(){this.input.focus()}render(){let{t:C}=this;return A`<div
        class="bar"
        role="search"
        aria-label=${C("search.title")}
        @keydown=${this.onKey}
      >
        ${g(H2)}
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
          ${g(w1)}
        </button>
      </div>
      <div class="sr-only" role="status">
        ${this.found?C.plural("search.found",this.found.length):""}
      </div>
      <div class="results" @keydown=${this.onKey}>${this.renderResults()}</div>`}renderResults(){let{t:C,formats:e,found:L,error:r}=this;if(r)return Q({icon:t1,title:C("search.failed"),text:l1(r,C),action:{label:C("common.try_again"),run:()=>{this.search()}}});if(!L)return this.text.trim()||this.busy?v:Q({icon:H2,title:C("search.title"),text:C("search.hint")});if(!L.length)return Q({icon:H2,title:C("search.none"),text:C("search.none_hint")});let t=Date.now();return A`<ul>
      ${[...L].reverse().map(i=>A`<li>
            <button @click=${()=>this.fire("mesh-found",i)}>
              <span class="upper">
                <bdi class="clip">${i.own?C("message.you"):i.nickname}</bdi>
                <time>${e.short(r1(i),t)}</time>
              </span>
              <span class="snippet" dir="auto">${Ke(i.text,this.text.trim())}</span>
            </button>
          </li>`)}
    </ul>`}async search(){let C=this.text.trim();this.asked+=1;let e=this.asked;if(this.error=void 0,!C||!this.thread){this.found=void 0;return}this.busy=!0;try{let L=await this.thread.search(C);e===this.asked&&(this.found=L)}catch(L){e===this.asked&&(this.error=X.from(L))}finally{e===this.asked&&(this.busy=!1)}}static{this.styles=[D,k1,R`
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
    `]}};x([O({attribute:!1})],F1.prototype,"thread",2),x([b()],F1.prototype,"text",2),x([b()],F1.prototype,"found",2),x([b()],F1.prototype,"error",2),x([b()],F1.prototype,"busy",2),x([I("input")],F1.prototype,"input",2);function Ke(H,V){let C=H.replace(/\s+/gu," "),e=C.toLocaleLowerCase().indexOf(V.toLocaleLowerCase());if(e<0)return C.slice(0,2*r7);let L=Math.max(0,e-r7),r=e+V.length;return A`${L>0?"…":""}${C.slice(L,e)}<mark>${C.slice(e,r)}</mark
    >${C.slice(r,r+2*r7)}`}var je={},e8=X5(class extends B2{constructor(){super(...arguments),this.ot=je}render(H,V){return V()}update(H,[V,C]){if(Array.isArray(V)){if(Array.isArray(this.ot)&&this.ot.length===V.length&&V.every((e,L)=>e===this.ot[L]))return d1}else if(this.ot===V)return d1;return this.ot=Array.isArray(V)?Array.from(V):V,this.render(V,C)}});var Xe=5*6e4;function L8(H){let V=[],C="",e,L=(r,t,i)=>{let M=H.dayKey(t),o=!1;M!==C&&(C=M,V.push({kind:"day",key:`${M5}${M}`,at:t}),o=!0),i.kind==="message"&&i.message.message_id===H.firstUnread&&(V.push({kind:"unread",key:"unread"}),o=!0);let a=!o&&e?.author===r&&t-e.at<=Xe;a&&e&&(e.row.last=!1),i.first=!a,e={author:r,at:t,row:i},V.push(i)};for(let r of H.messages)L(r.own?"own":r.fingerprint??r.nickname,r1(r),{kind:"message",key:H.keyOf(r),message:r,first:!0,last:!0});for(let r of H.pending)L("own",r.at,{kind:"pending",key:r.localId,pending:r,first:!0,last:!0});return V}var r8=900,Ye=200,Je=1700,L1=class extends F{constructor(){super(...arguments);this.canWrite=!1;this.showSignal=!1;this.newBelow=0;this.spoken="";this.atEnd=!0;this.threadWatch=new q(this);this.peersWatch=new q(this);this.window=new F2;this.end=new D2;this.expanded=new Set;this.resending=new Set;this.rows=[];this.keys=[];this.rowsMadeOf=[];this.scrolling=0;this.toEnd=()=>{this.atEnd=!0,this.newBelow=0,this.window.toEnd(this.keys),this.requestUpdate()};this.onScroll=()=>{this.scrolling||=requestAnimationFrame(()=>{this.scrolling=0,this.scrolled()})};this.onKey=C=>{let e=C.target.closest(".row.message");if(!e)return;let L=C.target===e;switch(C.key){case"ArrowUp":case"ArrowDown":if(L)this.step(e,C.key==="ArrowUp"?-1:1);else return;break;case"ArrowLeft":case"ArrowRight":if(L)return;this.stepAction(C);break;case"Home":if(!L)return;this.scroller.scrollTop=0;break;case"End":if(!L)return;this.toEnd();break;case"Enter":case" ":if(!L)return;e.querySelector(".actions button")?.focus();break;case"Escape":L?this.fire("mesh-compose"):e.focus();break;default:return}C.preventDefault(),C.stopPropagation()};this.onFocus=C=>{let e=t7(C);e&&(this.active=this.focused=e)};this.onPointer=C=>{if(C.pointerType!=="mouse")return;let e=t7(C);e&&e!==this.active&&(this.active=e)};this.onLeave=C=>{C.pointerType==="mouse"&&(this.active=void 0)};this.onClick=C=>{if(C.target.closest("button")||getSelection()?.toString())return;let L=t7(C);L&&(this.rememberPlace(),this.active=this.focused=L)}}get showsNewest(){return this.atEnd&&(this.thread?.loaded??!1)}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.observeSize()}disconnectedCallback(){super.disconnectedCallback(),this.resized?.disconnect(),cancelAnimationFrame(this.scrolling),this.scrolling=0}async reveal(C){let{thread:e}=this;if(!e||!await e.reveal(C))return!1;let L=e.get(C);if(!L)return!1;this.makeRows();let r=e.keyOf(L),t=this.keys.indexOf(r);return this.window.around(t,this.keys),this.atEnd=!1,this.target={key:r,place:.35},this.flashing=r,this.focused=r,setTimeout(()=>{this.flashing===r&&(this.flashing=void 0)},Je),this.requestUpdate(),await this.updateComplete,this.rowElement(r)?.focus({preventScroll:!0}),!0}willUpdate(C){C.has("peers")&&this.peersWatch.set(this.peers),C.has("thread")&&(this.threadWatch.set(this.thread),this.open()),this.thread!==this.opened&&this.thread?.loaded&&this.settle();let e=this.keys.length;(this.makeRows()||C.has("thread"))&&(this.noticeNews(e),this.rememberPlace(),this.window.follow(this.keys,this.atEnd))}render(){let{thread:C,t:e}=this;if(!C)return A``;let L=this.context(C),r=this.rows.slice(this.window.start,this.window.end),t=this.tabbableKey(r),i=C.loaded&&!this.rows.length;return A`
      <div
        class="scroller"
        role="log"
        aria-live="off"
        aria-label=${e("thread.label")}
        aria-busy=${C.loading?"true":"false"}
        tabindex=${r.length?-1:0}
        @scroll=${this.onScroll}
        @keydown=${this.onKey}
        @focusin=${this.onFocus}
        @pointerover=${this.onPointer}
        @pointerleave=${this.onLeave}
        @click=${this.onClick}
      >
        ${i?this.renderEmpty(C):v}
        ${!C.loaded&&C.error?Q({icon:t1,title:e("thread.failed"),text:l1(C.error,e),action:{label:e("common.try_again"),run:()=>{C.load()}}}):v}
        ${!C.loaded&&!C.error?Q({icon:C2,title:e("thread.loading"),busy:!0}):v}
        <div class="rows">
          ${this.rows.length?this.renderTop(C):v}
          ${p1(r,M=>M.key,M=>this.renderRow(M,L,t))}
        </div>
      </div>
      ${this.atEnd?v:A`<button class="jump ${this.newBelow?"news":""}" @click=${this.toEnd}>
            ${g(J5)}
            <span class=${this.newBelow?"":"sr-only"}
              >${this.newBelow?e.plural("thread.new_messages",this.newBelow):e("thread.to_end")}</span
            >
          </button>`}
      <div class="sr-only" aria-live="polite">${this.spoken}</div>
    `}firstUpdated(){this.observeSize()}updated(){let{scroller:C}=this;if(C){if(this.target){let{key:e,place:L}=this.target,r=this.rowElement(e);if(this.target=void 0,r){let t=r.getBoundingClientRect().top-C.getBoundingClientRect().top;C.scrollTop+=t-C.clientHeight*L,this.end.check(C,!1)&&this.window.end===this.keys.length&&(this.atEnd=!0,this.newBelow=0)}}else if(this.atEnd)this.end.pin(C);else if(this.anchor){let e=this.rowElement(this.anchor.key);if(e){let L=e.getBoundingClientRect().top;C.scrollTop+=L-this.anchor.top}}this.anchor=void 0,this.tellSeen(),this.onScroll()}}renderRow(C,e,L){switch(C.kind){case"day":return A`<div class="row day" data-key=${C.key}>
          <span>${this.formats.day(C.at,Date.now())}</span>
        </div>`;case"unread":return A`<div class="row unread" data-key=${C.key}>
          <span>${this.t("thread.unread_marker")}</span>
        </div>`;case"message":{let{message:r}=C,t={active:this.active===C.key,tabbable:L===C.key,flash:this.flashing===C.key},i=e.peerOf(r.fingerprint),M=[r,C.first,C.last,t.active,t.tabbable,t.flash,i?.trust,e.isAmbiguous(r.nickname),e.isExpanded(C.key),e.resending(r.message_id),e.names,e.ownName,e.showSignal,e.canWrite,e.t,e.formats];return e8(M,()=>K4(C,e,t))}case"pending":return j4(C,e)}}renderTop(C){let{t:e}=this;if(this.window.start>0)return A``;if(C.loadingOlder)return A`<div class="top" role="status">
        <span class="spin">${g(v4)}</span>${e("thread.loading_older")}
      </div>`;if(C.error)return A`<div class="top" role="status">
        ${l1(C.error,e)}
        <button class="text-button" @click=${()=>{C.loadOlder()}}>
          ${e("common.try_again")}
        </button>
      </div>`;if(C.more)return A`<div class="top">
        <button class="text-button" @click=${()=>{C.loadOlder()}}>
          ${e("thread.load_older")}
        </button>
      </div>`;let L=this.peers?.node?.retention_days;return A`<div class="top">
      ${g(e3)}
      <span
        >${C.pruned?L?e.plural("thread.pruned_days",L):e("thread.pruned"):e("thread.beginning")}</span
      >
    </div>`}renderEmpty(C){let{t:e}=this;if(C.conversation===_)return Q({icon:C2,title:e("thread.empty_public"),text:this.canWrite?e("thread.empty_public_hint"):e("thread.empty_read_only")});let L=this.peers?.get(C.conversation);return Q({icon:C2,title:e("thread.empty_private",{name:L?.nickname??""}),text:e("thread.empty_private_hint")})}context(C){let{peers:e}=this;return{t:this.t,formats:this.formats,names:e?.names??[],ownName:e?.node?.nickname??"",isPublic:C.conversation===_,showSignal:this.showSignal,canWrite:this.canWrite,peerOf:L=>L===null?void 0:e?.get(L),isAmbiguous:L=>e?.isAmbiguous(L)??!1,isExpanded:L=>this.expanded.has(L),resending:L=>this.resending.has(L),on:{reply:L=>this.fire("mesh-reply",L),mention:L=>this.fire("mesh-mention",L.nickname),copy:L=>{this.copy(L)},details:L=>this.fire("mesh-details",L),resend:L=>{this.resend(L)},expand:L=>{this.expanded.add(L),this.rememberPlace(),this.requestUpdate()},retry:L=>{C.retry(L)},edit:L=>this.fire("mesh-edit",C.discard(L)),discard:L=>{C.discard(L)}}}}async copy(C){let e=await $2(C.text);this.say(this.t(e?"message.copied":"message.copy_failed")),this.fire("mesh-toast",this.t(e?"message.copied":"message.copy_failed"))}async resend(C){let{thread:e}=this;if(!(!e||this.resending.has(C.message_id))){this.resending.add(C.message_id),this.requestUpdate();try{await e.resend(C.message_id)}catch(L){this.fire("mesh-toast",l1(X.from(L),this.t))}finally{this.resending.delete(C.message_id),this.requestUpdate()}}}open(){let{thread:C}=this;this.opened=void 0,this.firstUnread=void 0,this.newest=void 0,this.active=this.focused=this.flashing=void 0,this.expanded.clear(),this.newBelow=0,this.spoken="",this.atEnd=!0,this.rowsMadeOf=[],C&&!C.loaded&&C.load()}settle(){let{thread:C}=this;if(!C)return;this.opened=C;let e=C.messages.find(r=>r.unread);this.firstUnread=e?.message_id,this.newest=C.messages.at(-1)?.message_id,this.makeRows();let L=this.keys.indexOf("unread");L>=0?(this.atEnd=!1,this.newBelow=C.messages.filter(r=>r.unread).length,this.window.around(L,this.keys),this.target={key:"unread",place:.25}):this.window.toEnd(this.keys)}makeRows(){let{thread:C,formats:e}=this,L=[C,C?.messages,C?.pending,this.firstUnread,e];return L.every((r,t)=>r===this.rowsMadeOf[t])&&this.rowsMadeOf.length?!1:(this.rowsMadeOf=L,this.rows=C?L8({messages:C.messages,pending:C.pending,keyOf:r=>C.keyOf(r),dayKey:r=>e.dayKey(r),firstUnread:this.firstUnread}):[],this.keys=this.rows.map(r=>r.key),!0)}noticeNews(C){let{thread:e}=this;if(!e||e!==this.opened)return;let{messages:L}=e,r=L.at(-1);if(!r||r.message_id===this.newest){this.rows.at(-1)?.kind==="pending"&&this.keys.length>C&&(this.atEnd=!0);return}let t=L.length;for(;t>0&&L[t-1]?.message_id!==this.newest;)t-=1;let i=t===0?[]:L.slice(t).filter(o=>!o.own);if(this.newest=r.message_id,!i.length)return;this.atEnd||(this.newBelow+=i.length);let M=i.at(-1);M&&this.say(i.length>1?this.t.plural("thread.new_messages",i.length):`${M.nickname}: ${M.text.slice(0,Ye)}`)}say(C){this.spoken=C===this.spoken?`${C} `:C}tellSeen(){this.showsNewest&&this.fire("mesh-seen",this.thread?.conversation)}observeSize(){this.resized??=new ResizeObserver(()=>{this.atEnd&&!this.target&&this.end.pin(this.scroller)}),this.resized.observe(this.scroller)}scrolled(){let{scroller:C,thread:e}=this;if(!e?.loaded||this.target||!C.clientHeight)return;let L=this.end.check(C,this.atEnd)&&this.window.end===this.keys.length;L!==this.atEnd&&(this.atEnd=L,L&&(this.newBelow=0,this.tellSeen())),C.scrollTop<r8?(this.rememberPlace(),this.window.up(this.keys)?this.requestUpdate():e.error||e.loadOlder()):s5(C)<r8&&this.window.end<this.keys.length&&(this.rememberPlace(),this.window.down(this.keys)&&this.requestUpdate())}rememberPlace(){let{scroller:C}=this;if(!C||this.atEnd||this.anchor)return;let e=C.getBoundingClientRect().top;for(let L of C.querySelectorAll(".row.message")){let{top:r,bottom:t}=L.getBoundingClientRect();if(t>e){this.anchor={key:L.dataset.key??"",top:r};return}}}tabbableKey(C){return this.focused&&C.some(e=>e.key===this.focused)?this.focused:C.findLast(e=>e.kind==="message")?.key}rowElement(C){for(let e of this.renderRoot.querySelectorAll(".row"))if(e.dataset.key===C)return e}step(C,e){let L=[...this.renderRoot.querySelectorAll(".row.message")],r=L[L.indexOf(C)+e];r?(r.focus({preventScroll:!0}),r.scrollIntoView({block:"nearest"})):e>0&&this.fire("mesh-compose")}stepAction(C){let e=C.target.closest("button"),L=[...e?.parentElement?.querySelectorAll("button")??[]],r=getComputedStyle(this).direction==="rtl",t=C.key==="ArrowRight"!==r?1:-1;e&&L[(L.indexOf(e)+t+L.length)%L.length]?.focus()}static{this.styles=[D,k1,M1,J4,R`
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
        /* On a wall, question and answer stay where one glance sees both. */
        max-width: 1040px;
        margin-inline: auto;
      }

      .row {
        /* One that changes does not move the insides of the others. */
        contain: layout style;
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
    `]}};x([O({attribute:!1})],L1.prototype,"thread",2),x([O({attribute:!1})],L1.prototype,"peers",2),x([O({type:Boolean})],L1.prototype,"canWrite",2),x([O({type:Boolean})],L1.prototype,"showSignal",2),x([b()],L1.prototype,"active",2),x([b()],L1.prototype,"focused",2),x([b()],L1.prototype,"flashing",2),x([b()],L1.prototype,"newBelow",2),x([b()],L1.prototype,"spoken",2),x([b()],L1.prototype,"atEnd",2),x([I(".scroller")],L1.prototype,"scroller",2);function t7(H){return H.target.closest(".row.message:not(.pending)")?.dataset.key}var z3=[{tab:"chat",icon:V3,label:"panel.chat"},{tab:"map",icon:r5,label:"panel.map"},{tab:"activity",icon:H3,label:"panel.activity"}],CL=1200,K1=class extends F{constructor(){super(...arguments);this.narrow=!1;this.tab="chat";this.side="map";this.wide=!1;this.chatWatch=new q(this);this.onKey=async C=>{let e=[...this.renderRoot.querySelectorAll('[role="tab"]')],L=getComputedStyle(this).direction==="rtl",r=e.indexOf(C.target),t;switch(C.key){case"ArrowLeft":case"ArrowRight":t=r+(C.key==="ArrowRight"!==L?1:-1)+e.length;break;case"Home":t=0;break;case"End":t=e.length-1;break;default:return}C.preventDefault();let i=e[t%e.length];i?.click(),await this.updateComplete,i?.focus()}}connectedCallback(){super.connectedCallback(),this.sized=new ResizeObserver(([C])=>{this.wide=(C?.contentRect.width??0)>=CL}),this.sized.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.sized?.disconnect()}willUpdate(C){if(this.chatWatch.set(this.session?.chat),C.has("route")){let e=z3.find(({tab:L})=>this.route?.path===`/${L}`);e&&this.choose(e.tab)}}render(){let{hass:C,t:e,wide:L,side:r,tab:t}=this,i=L?z3.filter(a=>a.tab!=="chat"):z3,M=L?r:t,o=this.session?.chat.unread??0;return A`
      <header>
        ${this.narrow||C?.dockedSidebar==="always_hidden"?A`<button
              class="icon-button"
              aria-label=${e("panel.menu")}
              title=${e("panel.menu")}
              @click=${()=>this.fire("hass-toggle-menu")}
            >
              ${g(x4)}
            </button>`:v}
        <h1 class="clip">${e("panel.title")}</h1>
        <div class="tabs" role="tablist" aria-label=${e("panel.title")} @keydown=${this.onKey}>
          ${i.map(a=>A`<button
                role="tab"
                id="tab-${a.tab}"
                aria-controls="pane-${a.tab}"
                aria-selected=${a.tab===M?"true":"false"}
                tabindex=${a.tab===M?0:-1}
                title=${e(a.label)}
                @click=${()=>this.choose(a.tab)}
              >
                ${g(a.icon)}<span class="label">${e(a.label)}</span>
                ${a.tab==="chat"&&o&&M!=="chat"?A`<span class="count"
                      ><span aria-hidden="true">${o>99?"99+":o}</span
                      ><span class="sr-only"
                        >${e.plural("conversations.unread",o)}</span
                      ></span
                    >`:v}
              </button>`)}
        </div>
      </header>
      <main class=${L?"wide":""} @mesh-opened=${()=>this.choose("chat")}>
        ${z3.map(({tab:a})=>this.renderPane(a,L,M))}
      </main>
    `}renderPane(C,e,L){let r=e&&C==="chat",t=r||C===L;return A`<section
      id="pane-${C}"
      class="pane ${C}"
      role=${r?"region":"tabpanel"}
      aria-labelledby=${r?v:`tab-${C}`}
      aria-label=${r?this.t("panel.chat"):v}
      ?hidden=${!t}
    >
      ${this.renderView(C,t)}
    </section>`}renderView(C,e){switch(C){case"chat":return A`<mesh-broadcast-chat-view .hass=${this.hass}></mesh-broadcast-chat-view>`;case"map":return e?A`<mesh-broadcast-map-view .hass=${this.hass}></mesh-broadcast-map-view>`:v;case"activity":return e?A`<mesh-broadcast-activity-view
              .hass=${this.hass}
            ></mesh-broadcast-activity-view>`:v}}choose(C){this.tab=C,C!=="chat"&&(this.side=C)}static{this.styles=[D,R`
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
    `]}};x([O({type:Boolean,reflect:!0})],K1.prototype,"narrow",2),x([O({attribute:!1})],K1.prototype,"route",2),x([b()],K1.prototype,"tab",2),x([b()],K1.prototype,"side",2),x([b()],K1.prototype,"wide",2);var HL=30,i7=["in_reach","hops","rssi","last_seen","private_message"],I3=class extends HTMLElement{static async generate(V,C){let e=V5(C);return{title:e("panel.title"),views:[M7("chat",e("panel.chat")),M7("map",e("panel.map")),M7("activity",e("panel.activity")),{type:"sections",path:"status",title:e("strategy.status"),max_columns:4,sections:VL(C)}]}}};function M7(H,V){return{type:"panel",path:H,title:V,cards:[{type:`custom:mesh-broadcast-${H}`}]}}function VL(H){let V=V5(H),C=new Map;for(let t of Object.values(H.entities??{})){if(t.platform!==W1||!t.device_id||t.hidden||!(t.entity_id in H.states))continue;let i=C.get(t.device_id)??[];i.push({id:t.entity_id,key:t.translation_key??"",category:t.entity_category??""}),C.set(t.device_id,i)}let e=[],L=[];for(let[t,i]of C){let M=H.devices?.[t];if(i.some(({key:a})=>a==="running")){i.sort((a,n)=>a.category.localeCompare(n.category)),e.push(t8(V("strategy.node"),"mdi:access-point",i.map(i8)));continue}let o=i.filter(({key:a})=>i7.includes(a)).sort((a,n)=>i7.indexOf(a.key)-i7.indexOf(n.key));o.length&&L.push({name:(M?.name_by_user??M?.name)||V("strategy.peer"),cards:o.map(i8)})}L.sort((t,i)=>t.name.localeCompare(i.name,V.language,{numeric:!0}));let r=[...e,...L.slice(0,HL).map(({name:t,cards:i})=>t8(t,"mdi:account",i))];return r.length?r:[{type:"grid",cards:[{type:"heading",heading:V("state.not_loaded"),icon:"mdi:power-plug-off"}]}]}function t8(H,V,C){return{type:"grid",cards:[{type:"heading",heading:H,icon:V},...C]}}function i8({id:H}){return{type:"tile",entity:H,name:{type:"entity"}}}var eL={"mesh-broadcast-conversations":e2,"mesh-broadcast-thread":L1,"mesh-broadcast-composer":m1,"mesh-broadcast-search":F1,"mesh-broadcast-details":v2,"mesh-broadcast-chat-view":Y,"mesh-broadcast-peer-details":s1,"mesh-broadcast-peer-table":b5,"mesh-broadcast-map-view":a1,"mesh-broadcast-activity-view":C1,"mesh-broadcast-chat":L5,"mesh-broadcast-map":K5,"mesh-broadcast-activity":Q5,"mesh-broadcast-panel":K1,"ll-strategy-dashboard-mesh-broadcast":I3};document.querySelector("home-assistant")&&await customElements.whenDefined("home-assistant");for(let[H,V]of Object.entries(eL))K7(H,V);var M2=I1(Y1());j5({type:"mesh-broadcast-chat",name:M2("card.chat_name"),description:M2("card.chat_description"),suggest:(H,V)=>{let C=V.split(".")[0];if(!(C!=="notify"&&C!=="event"))return H.entities?.[V]?.translation_key==="public_channel"?{conversation:_}:{}}});j5({type:"mesh-broadcast-map",name:M2("card.map_name"),description:M2("card.map_description"),suggest:(H,V)=>H.entities?.[V]?.translation_key==="peers_in_reach"?{}:void 0});j5({type:"mesh-broadcast-activity",name:M2("card.activity_name"),description:M2("card.activity_description"),suggest:(H,V)=>H.entities?.[V]?.translation_key==="relayed_packets"?{}:void 0});J7({type:"mesh-broadcast",name:M2("strategy.name"),description:M2("strategy.description")});console.info("%c mesh-broadcast %c 0.1.0 ","color:#fff;background:#0b6b86","color:#0b6b86;background:#dff3f9");
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

lit-html/directives/guard.js:
  (**
   * @license
   * Copyright 2018 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
/* Contains Lit (BSD-3-Clause, Google LLC) and Material Design Icons (Apache-2.0). */
